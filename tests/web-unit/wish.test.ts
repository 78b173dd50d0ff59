import { isAsAsked, nextWish, refusedWish, type Wish } from '../../src/web/create/wish';

const ask = (before: Wish | null, notes: string) => nextWish(before, { notes }, true);

test('repeats the wish of the same text', () => {
  const wish = ask(null, 'first');
  expect(ask(wish, 'first')).toBe(wish);
  expect(wish.amends).toBe(false);
});

test('goes on amending what may be stored when the same newer text is pressed again', () => {
  const newer = ask(ask(null, 'first'), 'second');
  expect(newer.amends).toBe(true);
  expect(ask(newer, 'second').amends).toBe(true);
});

test('remembers what may be stored when a newer text was refused', () => {
  const stored = ask(null, 'first');
  const left = refusedWish(ask(stored, 'refused'));
  expect(ask(left, 'third')).toMatchObject({ clientId: stored.clientId, amends: true });
  expect(ask(left, 'first').amends).toBe(true);
});

test('amends nothing after the only text was refused', () => {
  expect(ask(refusedWish(ask(null, 'first')), 'second').amends).toBe(false);
});

test('knows a form that still says what was asked for', () => {
  const wish = ask(null, 'first');
  const kept = { values: { notes: 'first' }, at: '', wish };
  expect(isAsAsked(kept, wish.key)).toBe(true);
  expect(isAsAsked({ ...kept, values: { notes: 'second' } }, wish.key)).toBe(false);
  expect(isAsAsked(kept, 'another request')).toBe(false);
});
