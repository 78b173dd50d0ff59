import { ERRORS } from '../../src/domain/errors';
import type { ErrorEntry } from '../../src/domain/errors/entry';
import { codesIn, readDocument, tableRows } from './markdown';

const rows = tableRows(readDocument('docs/errors.md').split('\n'));
const catalogue: [string, ErrorEntry][] = Object.entries(ERRORS);

test.each(catalogue)('describes %s as the catalogue does', (code, entry) => {
  const found = rows.filter((row) => row[0] === `\`${code}\``);
  expect(found).toEqual([
    [`\`${code}\``, String(entry.status), entry.title, entry.help, entry.retry],
  ]);
});

test('describes no code that does not exist', () => {
  const strays = rows
    .map((row) => codesIn(row[0] ?? '')[0] ?? '')
    .filter((code) => !(code in ERRORS));
  expect(strays).toEqual([]);
});

test('explains every kind of retry', () => {
  const [introduction = ''] = readDocument('docs/errors.md').split('\n## ');
  const kinds = new Set(catalogue.map(([, entry]) => entry.retry));
  expect([...kinds].filter((kind) => !codesIn(introduction).includes(kind))).toEqual([]);
});
