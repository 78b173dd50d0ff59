import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const WEB = join(__dirname, '../../src/web');

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
const matching = (ending: RegExp, pattern: RegExp) =>
  filesIn(WEB)
    .filter((path) => ending.test(path) && pattern.test(readFileSync(path, 'utf8')))
    .map((path) => relative(WEB, path))
    .sort();

test('asks the network in three files only, and writes in one of them', () => {
  expect(matching(/\.tsx?$/u, /\bfetch\(/u)).toEqual([
    'api/read-json.ts',
    'live/live-feed.ts',
    'outbox/send-request.ts',
  ]);
  expect(matching(/\.tsx?$/u, /useMutation|XMLHttpRequest|sendBeacon/u)).toEqual([]);
});

test('drags in one file only', () => {
  expect(matching(/\.tsx?$/u, /pragmatic-drag-and-drop/u)).toEqual(['board/drag.ts']);
});

test('decides nothing by role', () => {
  expect(matching(/\.tsx?$/u, /\.roles\b|permissions'|check-action'/u)).toEqual([]);
});

test('takes every colour from the theme and dims nothing', () => {
  expect(matching(/\.css$/u, /#[\da-f]{3,8}\b|rgba?\(|hsla?\(/iu)).toEqual([]);
  expect(matching(/\.css$/u, /opacity: 0?\.\d/u)).toEqual([]);
});
