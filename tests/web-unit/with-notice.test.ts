import { withNotice, type Notice } from '../../src/web/shell/with-notice';

const shownAfter = (tones: readonly Notice['tone'][]): number[] =>
  tones
    .map((tone, id): Notice => ({ id, text: String(id), tone }))
    .reduce<readonly Notice[]>(withNotice, [])
    .map(({ id }) => id);

test.each<[Notice['tone'][], number[]]>([
  [
    ['calm', 'calm', 'calm', 'calm'],
    [1, 2, 3],
  ],
  [
    ['trouble', 'calm', 'calm', 'calm', 'calm'],
    [0, 3, 4],
  ],
  [
    ['trouble', 'trouble', 'trouble', 'trouble', 'calm', 'calm'],
    [0, 1, 2, 3, 5],
  ],
])('after %j shows %j: troubles stay until they are closed', (tones, shown) => {
  expect(shownAfter(tones)).toEqual(shown);
});
