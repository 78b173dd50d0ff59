import { actionRow } from '../../src/domain/order/actions';
import { consequenceOf } from '../../src/domain/order/consequence';

test.each([
  ['drafted', false, 'The order is withdrawn; nothing was sent.'],
  ['pending_approval', false, 'The order is withdrawn; nothing was sent.'],
  ['approved', true, /^The order is being sent\./u],
  ['acknowledged', false, /^The provider is asked to cancel/u],
  ['rejected_by_provider', false, /^The provider rejected the order/u],
] as const)(
  'a cancel of an order that is %s says what happens to this one',
  (stage, sending, text) => {
    expect(consequenceOf('cancel', { stage, sending })).toMatch(text);
  },
);

test('every other action says what its row says', () => {
  const drafted = { stage: 'drafted', sending: false } as const;
  expect(consequenceOf('submit', drafted)).toBe(actionRow('submit').consequence);
});
