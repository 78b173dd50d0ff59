import { EMPTY_VALUES, typedSince } from '../../src/web/form/field-values';

test('shows after a save what is stored, and what was typed since', () => {
  const sent = { ...EMPTY_VALUES, speed: '1 G', notes: 'Ring' };
  const typed = { ...sent, notes: 'Ring twice' };
  const stored = { ...EMPTY_VALUES, speed: '1G', notes: 'Ring' };
  expect(typedSince(typed, sent, stored)).toEqual({ ...stored, notes: 'Ring twice' });
  expect(typedSince({ ...sent, notes: '' }, sent, stored)).toEqual({ ...stored, notes: '' });
});
