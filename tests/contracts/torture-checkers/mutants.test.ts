import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS } from '../../torture/mutants';

const BUILD = join(__dirname, '../../../dist');

const edits = MUTANTS.flatMap(({ id, edits: own }) =>
  own.map(({ file, find, replace }) => ({ id, file, find, replace })),
);

test.each(edits)('mutant $id still finds its place in $file', ({ file, find, replace }) => {
  const text = readFileSync(join(BUILD, file), 'utf8');
  expect(text.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
