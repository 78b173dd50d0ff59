/** One demo order: what is asked for and how far its life has gone. */
export interface DemoOrder {
  fields: Record<string, string | number>;
  life: readonly DemoStep[];
}

export type DemoStep =
  | 'submit'
  | 'approve'
  | 'approve twice'
  | 'return'
  | 'cancel'
  | 'sent'
  | 'accepted'
  | 'scheduled'
  | 'on site'
  | 'completed'
  | 'accept'
  | 'enable';

const order = (
  site_id: string,
  circuit_purpose: string,
  speed: string,
  justification: string,
  monthly_cost: number,
  life: readonly DemoStep[],
): DemoOrder => ({
  fields: {
    site_id,
    circuit_purpose,
    speed,
    justification,
    monthly_cost: monthly_cost.toFixed(2),
    install_cost: monthly_cost > 100 ? '500.00' : '0.00',
    contract_term: 36,
  },
  life,
});

const BOTH: readonly DemoStep[] = ['submit', 'approve', 'approve twice'];
const ONE: readonly DemoStep[] = ['submit', 'approve'];

/** A dozen orders, two in most columns; small ones need no approval. */
export const DEMO_ORDERS: readonly DemoOrder[] = [
  order('TXH14', 'Backup', '500M', 'The primary line failed twice in August.', 420, []),
  order('TXD33', 'Guest', '100M/20M', 'Guests ask for wireless in the new cafe.', 95, []),
  order('ILC33', 'Primary', '1G', 'Stock counts over the old line take all night.', 1650, [
    'submit',
  ]),
  order('GAA97', 'Primary', '500M', 'The store moves to its own building in spring.', 1900, ONE),
  order('NCC14', 'Backup', '500M', 'Card payments stopped for three hours in May.', 640, [
    'submit',
    'return',
  ]),
  order('TXD14', 'Primary', '1G', 'Distribution hub opens in January.', 110, ['submit', 'sent']),
  order('COD97', 'Primary', '500M', 'Replaces copper that is switched off.', 720, [
    ...ONE,
    'sent',
    'accepted',
  ]),
  order('TXH08', 'Primary', '1G', 'Flagship store with self checkout.', 1850, [
    ...BOTH,
    'sent',
    'accepted',
    'scheduled',
  ]),
  order('TXD08', 'Backup', '500M', 'Second way out for the pharmacy counter.', 95, [
    'submit',
    'sent',
    'accepted',
    'scheduled',
    'on site',
  ]),
  order('ILC97', 'Guest', '500M', 'Guest network of the food hall.', 105, [
    'submit',
    'sent',
    'accepted',
    'scheduled',
    'on site',
    'completed',
  ]),
  order('GAA14', 'Primary', '500M', 'Opening of the garden centre.', 115, [
    'submit',
    'sent',
    'accepted',
    'scheduled',
    'on site',
    'completed',
    'accept',
    'enable',
  ]),
  order('FLO33', 'Guest', '100M/20M', 'Pop-up store for the season.', 380, ['submit', 'cancel']),
];
