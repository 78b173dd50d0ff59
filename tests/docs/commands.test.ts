import { PAGES, readDocument } from './markdown';

const scripts = (JSON.parse(readDocument('package.json')) as { scripts: Record<string, string> })
  .scripts;

/** Names behind `npm` and `npm run` in a text. */
function npmCommands(text: string): string[] {
  const calls = text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/gu);
  return [...calls].map((match) => match[1] ?? match[2] ?? '');
}

const blocks = (text: string) =>
  [...text.matchAll(/^```\w*\n(.*?)^```/gmsu)].map((match) => match[1] ?? '');

test.each(PAGES)('%s names only npm commands that package.json has', (page) => {
  expect(npmCommands(readDocument(page)).filter((name) => !(name in scripts))).toEqual([]);
});

test('the README asks for two commands and no more', () => {
  const asked = blocks(readDocument('README.md')).flatMap(npmCommands);
  expect(asked).toEqual(['start', 'test']);
});

test('the README lists every other command', () => {
  const named = new Set(npmCommands(readDocument('README.md')));
  expect(Object.keys(scripts).filter((name) => !named.has(name))).toEqual([]);
});

test('code blocks call npm and node only as commands that exist', () => {
  const lines = PAGES.flatMap((page) => blocks(readDocument(page))).flatMap((block) =>
    block.split('\n'),
  );
  const unknown = lines
    .filter((line) => /^\s*(npm|npx|yarn|pnpm)\b/u.test(line))
    .filter((line) => npmCommands(line).length !== 1);
  expect(unknown).toEqual([]);
});

test('names only parts of the tests that exist', () => {
  const known = readDocument('infra/dev/test-arguments.mjs');
  const parts = PAGES.flatMap((page) => [
    ...readDocument(page).matchAll(/npm test -- ([a-z0-9]+)(?=`| )/gu),
  ]).map((match) => match[1] ?? '');
  expect(parts.length).toBeGreaterThan(5);
  expect(parts.filter((part) => !new RegExp(`\\b${part}\\b`, 'u').test(known))).toEqual([]);
});
