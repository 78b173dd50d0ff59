import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../../src/config-schema';
import { ERRORS } from '../../src/domain/errors';
import { codesIn, PAGES, readDocument, ROOT, tableBelow } from './markdown';

const product = Object.keys(configSchema.shape);
const isCarrier = (name: string) =>
  /^CARRIER_(<KEY>|[A-Z0-9]+)_(URL|TOKEN_URL|CLIENT_ID|CLIENT_SECRET|VERSION)$/u.test(name);
const looksLikeVariable = (code: string) =>
  /^(?:[A-Z][A-Z0-9]*|<KEY>)(?:_(?:[A-Z0-9]+|<KEY>))+$/u.test(code);

/** Source of the set-up, the commands and what reads the environment by name. */
function readersOfTheEnvironment(): string {
  const within = (folder: string) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/u.test(name))
      .map((name) => readDocument(join(folder, name)));
  const folders = ['infra/dev', 'src/commands', 'src/simulators/kit'];
  return [...folders.flatMap(within), readDocument('src/config.ts')].join('\n');
}

const source = readersOfTheEnvironment();

function isRead(name: string): boolean {
  const value = name.replace(/_FILE$/u, '');
  return (
    product.includes(name) ||
    isCarrier(name) ||
    new RegExp(`\\b${name}\\b`, 'u').test(source) ||
    (value !== name && source.includes(`'${value}'`))
  );
}

test.each(PAGES)('%s names only variables that something reads', (page) => {
  const names = codesIn(readDocument(page)).filter(looksLikeVariable);
  expect(names.filter((name) => !isRead(name) && !(name in ERRORS))).toEqual([]);
});

test('the README names every variable that connects a system', () => {
  const named = tableBelow(readDocument('README.md'), 'Connect your own').flatMap((row) =>
    codesIn(row[1] ?? ''),
  );
  const groups = /^(DATABASE|TEMPORAL|TEAMS|ENTRA|GRAPH|SERVICENOW|AUDIT)_/u;
  expect(product.filter((name) => groups.test(name) && !named.includes(name))).toEqual([]);
  const strangers = named.filter((name) => !product.includes(name) && !isCarrier(name));
  expect(strangers).toEqual([]);
});
