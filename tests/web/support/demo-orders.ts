import type { OrderAnswer } from '../../../src/api/answers';
import { NO_FLAGS, type Flags, type Stage } from '../../../src/domain/order/stages';
import { anOrder, withDates } from './order-data';
import { PEOPLE } from './people';

const flags = (change: Partial<Flags>): Partial<OrderAnswer> => ({
  flags: { ...NO_FLAGS, ...change },
});

const waiting: Partial<OrderAnswer> = {
  approvals: [
    {
      step: 1,
      state: 'done',
      persons: [PEOPLE.dana],
      asked_at: '2026-10-02T15:32:00.000Z',
      due_at: '2026-10-08T22:00:00.000Z',
      decision: {
        decision: 'approve',
        by: PEOPLE.dana,
        at: '2026-10-03T14:12:00.000Z',
        comment: 'Second path needed before the holiday season.',
      },
    },
    {
      step: 2,
      state: 'current',
      persons: [PEOPLE.lee, PEOPLE.maya],
      asked_at: '2026-10-03T14:12:00.000Z',
      due_at: '2026-10-09T22:00:00.000Z',
      decision: null,
    },
  ],
};

/** A board with something of everything; the numbers are stable, tests speak of them. */
export function demoOrders(): OrderAnswer[] {
  const orders = [
    anOrder(412, 'drafted', { due_on: null, assigned_to: PEOPLE.maya, requested_by: PEOPLE.maya }),
    anOrder(415, 'pending_approval', { ...waiting, due_on: '2026-10-07' }),
    anOrder(409, 'approved', { sending: true, due_on: '2026-10-08' }),
    anOrder(420, 'drafted', {
      assigned_to: null,
      due_on: null,
      stage_since: '2026-10-06T12:00:00Z',
    }),
    anOrder(398, 'rejected_by_provider', {
      ...flags({ needsAttention: ['provider_rejected'] }),
      due_on: '2026-10-07',
      last_reason: 'The building is not on the provider’s list.',
    }),
    anOrder(391, 'submitted', { ...flags({ needsAttention: ['provider_unreachable'] }) }),
    anOrder(394, 'acknowledged', {
      ...flags({ onHold: { reason: 'Landlord consent', party: 'customer' } }),
    }),
    anOrder(401, 'acknowledged', { cancel_requested: true }),
    anOrder(338, 'install_scheduled', {
      ...flags({
        jeopardy: { level: 'critical', reason: 'date_passed', party: 'provider' },
        needsAttention: ['servicenow_edited'],
        dateRevised: true,
      }),
      due_on: '2026-10-02',
    }),
    anOrder(371, 'install_scheduled', {
      ...flags({
        jeopardy: { level: 'high', reason: 'date_unlikely', party: 'provider' },
        dateRevised: true,
      }),
      ...{ due_on: '2026-10-16', revision: 2, site_id: 'TXH97', site_name: 'TXH 97' },
      ...{ provider: 'spectrum', provider_name: 'Spectrum', speed: '500M' },
      special_requirements: 'Enter from the alley on Fountain View. Lift key at the front desk.',
      identifiers: [{ type: 'provider_order', value: '8M-410227', source: 'spectrum' }],
      ...withDates({
        submitted_at: '2026-09-04T13:00:00.000Z',
        acknowledged_at: '2026-09-04T13:05:00.000Z',
        confirmed_at: '2026-09-20T13:05:00.000Z',
        foc_received_at: '2026-09-24T18:05:00.000Z',
        first_foc_date: '2026-10-09',
        foc_date: '2026-10-16',
      }),
      approvals: [{ ...(waiting.approvals?.[0] as OrderAnswer['approvals'][number]) }],
      locked: {
        fields: ['site_id', 'circuit_purpose', 'provider', 'speed', 'contract_term'],
        reason:
          'Site, purpose, provider, speed and term are locked: sent to the provider on 4 Sep. To change them, cancel and copy to a new order.',
      },
    }),
    anOrder(352, 'confirmed', { ...flags({ chargePending: true }) }),
    anOrder(366, 'install_scheduled', { ...flags({ dateRevised: true }) }),
    anOrder(317, 'installing', {
      ...flags({ jeopardy: { level: 'high', reason: 'date_unlikely', party: 'provider' } }),
      due_on: '2026-10-08',
    }),
    anOrder(325, 'testing', { assigned_to: PEOPLE.maya, due_on: '2026-10-09' }),
    anOrder(301, 'activated', { stage_since: '2026-10-05T15:00:00.000Z' }),
  ];
  const more: [Stage, number, number][] = [
    ['drafted', 5, 421],
    ['submitted', 7, 402],
    ['confirmed', 9, 360],
    ['installing', 6, 320],
    ['enabled', 8, 281],
    ['withdrawn', 3, 250],
    ['cancelled', 3, 260],
  ];
  for (const [stage, count, first] of more) {
    for (let index = 0; index < count; index += 1) orders.push(anOrder(first + index, stage));
  }
  return orders.filter(
    (order, index) =>
      orders.findIndex((other) => other.order_number === order.order_number) === index,
  );
}
