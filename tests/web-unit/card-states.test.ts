import { ATTENTION_CAUSES, NO_FLAGS, type Flags } from '../../src/domain/order/stages';
import { cardStates, type StateFacts } from '../../src/web/board/card-states';
import { aRow } from './row';

const AT = { now: '2026-10-06T19:05:00.000Z', zone: 'America/Chicago', today: '2026-10-06' };
const flags = (change: Partial<Flags>) => ({ flags: { ...NO_FLAGS, ...change } });
const texts = (row: Partial<StateFacts>) => cardStates(aRow(row), AT).map((state) => state.text);

test('shows the loudest of all states first and keeps the others behind it', () => {
  const everything: Partial<StateFacts> = {
    ...flags({
      jeopardy: { level: 'critical', reason: 'date_passed', party: 'provider' },
      needsAttention: [...ATTENTION_CAUSES],
      chargePending: true,
      onHold: { reason: '', party: '' },
      dateRevised: true,
    }),
    ...{ stage: 'rejected_by_provider', cancel_requested: true, sending: true },
    due_on: '2026-10-02',
  };
  expect(texts(everything)).toEqual([
    ...['Critical, 4 d late', 'Needs attention', 'Charge pending', 'On hold', 'Rejected'],
    ...['Cancel requested', 'Sending', 'Date revised'],
  ]);
});

test.each<[string, Partial<StateFacts>, string[]]>([
  [
    'a high risk names the day in danger',
    {
      ...flags({ jeopardy: { level: 'high', reason: 'date_unlikely', party: 'provider' } }),
      due_on: '2026-10-16',
    },
    ['High risk, 16 Oct'],
  ],
  [
    'a rejection is not counted a second time as its own cause',
    { stage: 'rejected_by_provider', ...flags({ needsAttention: ['provider_rejected'] }) },
    ['Rejected'],
  ],
  ['an order waiting for approval', { stage: 'pending_approval' }, ['Awaiting approval']],
  [
    'a slight risk is information behind what someone must do',
    {
      stage: 'pending_approval',
      ...flags({ jeopardy: { level: 'low', reason: 'stage_slow', party: 'provider' } }),
    },
    ['Awaiting approval', 'At risk'],
  ],
  ['a due date', { due_on: '2026-10-14' }, ['Due 14 Oct']],
  ['a due date of another year', { due_on: '2027-01-04' }, ['Due 4 Jan 2027']],
  ['a due date of today', { due_on: '2026-10-06' }, ['Due today']],
  ['a due date that has passed', { due_on: '2026-10-02' }, ['4 d late']],
  ['no date: days in the stage', {}, ['2 d in draft']],
  [
    'the first day of testing, which waits for a person',
    { stage: 'testing', stage_since: '2026-10-06T05:30:00.000Z' },
    ['In testing'],
  ],
  ['the first day of a stage', { stage_since: '2026-10-06T05:30:00.000Z' }, ['Draft today']],
  ['testing, whatever is due', { stage: 'testing', due_on: '2026-10-09' }, ['2 d in testing']],
  ['the day it was activated', { stage: 'activated' }, ['Activated 4 Oct']],
  ['the day it was withdrawn', { stage: 'withdrawn', due_on: '2026-01-01' }, ['Withdrawn 4 Oct']],
])('%s', (_name, row, expected) => {
  expect(texts(row)).toEqual(expected);
});

test('counts days on the reader’s wall calendar, not in hours', () => {
  const row = { stage_since: '2026-10-06T04:30:00.000Z' };
  expect(texts(row)).toEqual(['1 d in draft']);
});
