import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every page people read, as paths from the root. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

/** Cells of the table rows below a heading, up to the next heading; `a | b` is `['a', 'b']`. */
export function tableBelow(text: string, heading: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.replace(/^#+ /u, '') === heading);
  if (start < 0) throw new Error(`There is no heading "${heading}".`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('#'));
  return tableRows(end < 0 ? rest : rest.slice(0, end));
}

/** Rows without the head of each table. */
export function tableRows(lines: readonly string[]): string[][] {
  const isRule = (line: string) => /^\|[-| ]+\|$/u.test(line);
  return lines
    .filter(
      (line, index) => line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1] ?? ''),
    )
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

export const codesIn = (text: string) =>
  [...text.matchAll(/`([^`\n]+)`/gu)].map((match) => match[1] ?? '');

/** The names in the first column, where it holds code. */
export const firstCodes = (rows: readonly string[][]) =>
  rows.flatMap((row) => codesIn(row[0] ?? '').slice(0, 1));
