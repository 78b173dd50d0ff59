import { mirrorNote } from '../../../src/domain/order/mirror';

test.each([
  ['2027-03-01', 'Sent to the provider, requested for 2027-03-01.'],
  [null, 'Sent to the provider, wanted in its normal interval.'],
])('a task’s first note says when the circuit is wanted: %s', (requestedDate, expected) => {
  expect(mirrorNote('submitted', { requestedDate })).toBe(expected);
});
