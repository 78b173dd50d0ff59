import type { DateName, OrderAnswer, PersonAnswer } from '../../../src/api/answers';
import { NO_FLAGS, STAGES, STATUSES, statusOf, type Stage } from '../../../src/domain/order/stages';
import { PEOPLE } from './people';

/** The moment every browser test plays at. */
export const NOW = '2026-10-06T19:05:00.000Z';

export const SITES = [
  ['TXH97', 'TXH 97', 'Houston', 'TX'],
  ['TXH88', 'TXH 88', 'Houston', 'TX'],
  ['TXH101', 'TXH 101', 'Houston', 'TX'],
  ['COD08', 'COD 08', 'Denver', 'CO'],
  ['AZP31', 'AZP 31', 'Phoenix', 'AZ'],
  ['FLO15', 'FLO 15', 'Orlando', 'FL'],
  ['NCC19', 'NCC 19', 'Charlotte', 'NC'],
  ['UTS05', 'UTS 05', 'Salt Lake City', 'UT'],
  ['CAL24', 'CAL 24', 'Los Angeles', 'CA'],
  ['ILC33', 'ILC 33', 'Chicago', 'IL'],
  ['TNN27', 'TNN 27', 'Nashville', 'TN'],
  ['NVL14', 'NVL 14', 'Las Vegas', 'NV'],
  ['GAA41', 'GAA 41', 'Atlanta', 'GA'],
  ['MIN06', 'MIN 06', 'Minneapolis', 'MN'],
  ['WAS11', 'WAS 11', 'Seattle', 'WA'],
  ['OHC09', 'OHC 09', 'Columbus', 'OH'],
  ['KSW03', 'KSW 03', 'Wichita', 'KS'],
  ['TXD10', 'Westheimer Road and Fountain View 10', 'Dallas', 'TX'],
].map(([site_id = '', name = '', city = '', region = '']) => ({
  ...{ site_id, name, city, region, cost_centre: '4410', currency: 'USD' },
}));

export const PROVIDERS = [
  { key: 'att', name: 'AT&T', active: true, standard_interval_days: 60 },
  { key: 'comcast', name: 'Comcast', active: true, standard_interval_days: 45 },
  { key: 'spectrum', name: 'Spectrum', active: true, standard_interval_days: 45 },
  { key: 'lumen', name: 'Lumen', active: false, standard_interval_days: 60 },
];

const NO_DATES: Record<DateName, string | null> = {
  submitted_at: null,
  acknowledged_at: null,
  confirmed_at: null,
  foc_received_at: null,
  first_foc_date: null,
  foc_date: null,
  previous_foc_date: null,
  survey_on: null,
  loop_delivered_on: null,
  dispatched_at: null,
  work_completed_on: null,
  activated_at: null,
  enabled_at: null,
  ended_at: null,
};

/** An order as the API answers it, with everything a test does not care about filled in. */
export function anOrder(counter: number, stage: Stage, change: Partial<OrderAnswer> = {}) {
  const site = SITES[counter % SITES.length] ?? SITES[0];
  const provider = PROVIDERS[counter % 3] ?? PROVIDERS[0];
  const owners = [PEOPLE.maya, PEOPLE.priya, PEOPLE.tom, PEOPLE.elena];
  const owner: PersonAnswer = owners[counter % owners.length] ?? PEOPLE.maya;
  const order: OrderAnswer = {
    order_number: `CO-2026-${String(counter).padStart(6, '0')}`,
    ...{ version: 3, revision: 1, round: 1, pv: 2, stage, status: statusOf(stage) },
    status_label: STATUSES[statusOf(stage)].label,
    stage_label: STAGES[stage].label,
    ...{ sending: false, cancel_requested: false, flags: NO_FLAGS },
    ...{ site_id: site?.site_id ?? '', site_name: site?.name ?? '' },
    circuit_purpose: (['Primary', 'Backup', 'Guest'] as const)[counter % 3] ?? 'Primary',
    ...{ provider: provider?.key ?? '', provider_name: provider?.name ?? '' },
    speed: ['1G', '500M', '300M', '100M/20M'][counter % 4] ?? '1G',
    ...{ requested_by: owner, created_by: owner, assigned_to: owner },
    due_on: dayAfter(counter % 40),
    stage_since: '2026-10-04T15:00:00.000Z',
    created_at: '2026-09-02T15:31:00.000Z',
    updated_at: '2026-10-05T21:20:00.000Z',
    site_address: {
      street: '5702 Westheimer Rd',
      city: site?.city ?? '',
      region: site?.region ?? '',
      postcode: '77057',
      country: 'US',
    },
    ...{ time_zone: 'America/Chicago', cost_centre: '4410', currency: 'USD' },
    justification: 'Point of sale needs a second path before the holiday season.',
    ...{ target_date: '2026-12-28', contract_term: 36 },
    ...{ monthly_cost: '500.00', install_cost: '1000.00', total_cost: '19000.00' },
    ...{ notes: null, special_requirements: null, last_reason: null, waiting: [] },
    ...{ terms_hash: 'a'.repeat(64), approvals: [], budget: null, serviceability: null },
    ...{ dates: NO_DATES, identifiers: [], locked: null },
    ...change,
  };
  return order;
}

function dayAfter(days: number): string {
  return new Date(Date.parse('2026-10-07') + days * 86_400_000).toISOString().slice(0, 10);
}

export const withDates = (dates: Partial<Record<DateName, string | null>>) => ({
  dates: { ...NO_DATES, ...dates },
});
