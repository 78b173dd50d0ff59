import { ACTION_NAMES } from '../../../src/domain/order/actions';
import { EVENT_KINDS } from '../../../src/domain/order/event-kinds';
import { OWN_KINDS, timelineLine } from '../../../src/domain/order/timeline';
import { formatDay } from '../../../src/domain/time';

const day = (date: string) => formatDay(date, { now: '2026-10-06T19:05:00.000Z' });
const line = (kind: string, facts: Record<string, string | number | boolean | null> = {}) =>
  timelineLine({ kind, facts }, day);

it.each([
  ['create', { siteId: 'TXH97' }, 'Order created'],
  ['edit', { speed: '2G', target_date: '2026-11-02', revision: 2 }, 'Edited: speed, target date'],
  ['edit', { justificationSha256: 'ab', revision: 1 }, 'Edited: why'],
  ['submit', { round: 1, steps: 2 }, 'Submitted for approval, round 1'],
  ['submit', { round: 1, steps: 0 }, 'Submitted, no approval needed'],
  ['approve', { step: 1, steps: 2 }, 'Approved, step 1 of 2'],
  ['cancel', { to: 'withdrawn' }, 'Withdrawn'],
  ['cancel', { to: 'confirmed' }, 'Cancellation asked'],
  ['submitted', { providerOrderId: '8M-4' }, "Sent; the provider's order is 8M-4"],
  ['focSet', { date: '2026-10-16' }, 'Installation committed: Fri 16 Oct'],
  [
    'focRevised',
    { previousDate: '2026-10-16', date: '2027-01-04' },
    'Installation moved from Fri 16 Oct to Mon 4 Jan 2027',
  ],
  [
    'focRevised',
    { previousDate: '2026-10-16', date: '2026-10-21', reasonCode: '1D' },
    'Installation moved from Fri 16 Oct to Wed 21 Oct: no local loop available (1D)',
  ],
  ['late_accepted', {}, 'Came late, changes nothing: The provider accepted the order'],
  ['escalate', { added: 'alex, robin' }, 'Overdue, also asked: alex, robin'],
  ['needs_attention', { cause: 'internal' }, 'Needs attention: a fault on our side'],
  ['jeopardy', { level: 'high', reason: 'date_passed' }, 'Risk high: the date has passed'],
  [
    'refused',
    { action: 'approve', code: 'SEEN_STALE' },
    'Refused: Approve. The order changed since you saw it.',
  ],
  [
    'servicenow_edit',
    { field: 'state', from: '1', to: '3' },
    'Edited in ServiceNow: state from “Open” to “Closed Complete”',
  ],
  [
    'servicenow_edit',
    { field: 'shortDescription', from: 'TXH 97, 1G', to: '' },
    'Edited in ServiceNow: short description from “TXH 97, 1G” to empty',
  ],
  [
    'servicenow_edit',
    { field: 'state', from: '2', to: '12' },
    'Edited in ServiceNow: state from “Work in Progress” to “12”',
  ],
])('tells %s with %j as “%s”', (kind, facts, expected) => {
  expect(line(kind, facts as Record<string, string>)).toBe(expected);
});

it('has a sentence and not a code for whatever can happen, with or without its facts', () => {
  for (const kind of [
    ...ACTION_NAMES,
    ...EVENT_KINDS,
    ...EVENT_KINDS.map((one) => `late_${one}`),
    ...OWN_KINDS,
  ]) {
    expect(line(kind)).toMatch(/^[A-Z][^_]*[\w]$/u);
    expect(line(kind)).not.toMatch(/undefined|null|“”/u);
  }
});

it('shows a kind of an older build as it is', () => {
  expect(line('toString')).toBe('toString');
});
