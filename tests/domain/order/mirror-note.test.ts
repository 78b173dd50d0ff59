import { isMisleading, mirrorNote } from '../../../src/domain/order/mirror';

test.each([
  ['2027-03-01', 'Sent to the provider, requested for 2027-03-01.'],
  [null, 'Sent to the provider, wanted in its normal interval.'],
])('a task’s first note says when the circuit is wanted: %s', (requestedDate, expected) => {
  expect(mirrorNote('submitted', { requestedDate })).toBe(expected);
});

test.each([
  ['confirmed', '2', false],
  ['confirmed', '1', false],
  ['confirmed', '3', true],
  ['testing', '7', true],
  ['testing', '-5', true],
  ['activated', '3', false],
  ['activated', '2', true],
  ['enabled', '3', false],
  ['cancelled', '4', false],
  ['cancelled', '1', true],
  ['drafted', '1', false],
  ['drafted', '4', true],
] as const)('of an order that is %s a task in state %s misleads: %s', (stage, state, misleads) => {
  expect(isMisleading(stage, state)).toBe(misleads);
});
