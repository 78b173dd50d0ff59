import { reachedAgain, unreachableFor, type Telling } from '../../../src/domain/order/task-events';

const cause = 'teams_unreachable';
const HOUR_MS = 3_600_000;
const CREATED = '2026-03-03T12:00:00.000Z';
const row: Telling = { id: '17', createdAt: CREATED, attention: [], othersFail: false };

test('asks for attention once a message has waited long enough, and once only', () => {
  const at = (now: string, more: Partial<Telling> = {}) =>
    unreachableFor({ ...row, ...more }, cause, now, 4 * HOUR_MS);
  expect(at('2026-03-03T15:59:59.999Z')).toEqual([]);
  expect(at('2026-03-03T16:00:00.000Z')).toEqual([
    { key: 'teams_unreachable/17', kind: 'trouble', cause },
  ]);
  expect(at('2026-03-03T16:00:00.000Z', { attention: [cause] })).toEqual([]);
});

test('is over with the last message that failed, not with the first that gets through', () => {
  const told = (othersFail: boolean) =>
    reachedAgain({ ...row, attention: [cause], othersFail }, cause);
  expect(told(true)).toEqual([]);
  expect(told(false)).toEqual([{ key: 'teams_unreachable/over/17', kind: 'over', cause }]);
  expect(reachedAgain(row, cause)).toEqual([]);
});
