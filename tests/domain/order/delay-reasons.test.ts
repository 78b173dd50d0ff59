import { DELAY_REASONS, delayWords } from '../../../src/domain/order/delay-reasons';
import { mirrorDateNote } from '../../../src/domain/order/mirror';

test('every code of an access order reads as words, its code kept', () => {
  const codes = Object.keys(DELAY_REASONS);
  expect(codes).toHaveLength(23);
  for (const code of codes) {
    expect(code).toMatch(/^1[A-Z]$/u);
    expect(delayWords(code)).toMatch(/^[a-z].+ \(1[A-Z]\)$/u);
  }
});

test.each([
  ['1D', 'no local loop available (1D)'],
  ['unknown', 'not clear from the provider’s words'],
  ['ZZ', 'ZZ'],
  ['constructor', 'constructor'],
])('the reason %s reads “%s”', (code, words) => {
  expect(delayWords(code)).toBe(words);
});

test.each([
  ['1U', 'The provider moved the installation from 1 to 2: permit or easement missing (1U).'],
  [null, 'The provider moved the installation from 1 to 2.'],
])('ServiceNow reads why a date moved: %s', (code, note) => {
  expect(mirrorDateNote('1', '2', code)).toBe(note);
});
