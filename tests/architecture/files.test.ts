import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { ROOT } from './list-imports';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');
const code = tracked.filter((file) => /\.(ts|tsx|mjs|js|css|sql)$/u.test(file));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('keeps every file at 300 lines or less', () => {
  const long = code.filter((file) => read(file).split('\n').length > 301);
  expect(long).toEqual([]);
});

test('names files in kebab-case', () => {
  const odd = code.filter((file) => {
    const stem = basename(file).split('.')[0] ?? '';
    return !/^[0-9a-z]+([-_][0-9a-z]+)*$/u.test(stem);
  });
  expect(odd).toEqual([]);
});

test('has no folder that says what kind of thing is inside', () => {
  const kinds = /(^|\/)(utils?|helpers?|common|misc|types|lib)\//u;
  expect(tracked.filter((file) => kinds.test(file))).toEqual([]);
});

test('promises nothing it does not do', () => {
  const words = /\b(TODO|FIXME|HACK)\b|eslint-disable|ts-ignore|ts-expect-error/u;
  const own = 'tests/architecture/files.test.ts';
  expect(code.filter((file) => file !== own && words.test(read(file)))).toEqual([]);
});
