import { cpSync, readFileSync, symlinkSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Edit } from './mutants';

/** The folder of compiled files this run was started from. */
export const BUILD = join(__dirname, '..', '..');

/**
 * Copies the compiled product into a folder and puts a bug into the copy. A text that is not there
 * (any more) is an error of ours: the mutant would be the original.
 */
export function mutateBuild(folder: string, edits: readonly Edit[]): string {
  const copy = join(folder, 'dist');
  for (const part of ['src', 'workflows', 'cards', 'workflow-bundle.js', 'web', 'manifest']) {
    const from = join(BUILD, part);
    if (existsSync(from)) cpSync(from, join(copy, part), { recursive: true });
  }
  cpSync(join(dirname(BUILD), 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(dirname(BUILD), 'node_modules'), join(folder, 'node_modules'));
  for (const { file, find, replace } of edits) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) {
      throw new Error(`${file} does not hold this text exactly once: ${find}`);
    }
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  }
  return copy;
}
