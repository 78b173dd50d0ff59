import { StepFailure } from './steps.mjs';

/** The jest projects in the order they run, with their number of workers (0: in one process). */
export const jestParts = { unit: 2, server: 2, workflows: 0, e2e: 0, web: 0 };

const allParts = ['static', ...Object.keys(jestParts), 'torture'];

/** Reads `[part...] [-t name] [path...]`; a name or path without parts means all jest projects. */
export function parseTestArguments(args) {
  const parts = [];
  const paths = [];
  let pattern;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === '-t' || word === '--testNamePattern') {
      pattern = args[(at += 1)];
      if (pattern === undefined) throw new StepFailure('-t needs the name of a test.');
    } else if (word.startsWith('-')) {
      throw new StepFailure(
        `Unknown option ${word}. Usage: npm test -- [${allParts.join(' ')}] [-t name] [path]`,
      );
    } else if (allParts.includes(word)) parts.push(word);
    else paths.push(word);
  }
  const narrowed = pattern !== undefined || paths.length > 0;
  const chosen = parts.length > 0 ? parts : narrowed ? Object.keys(jestParts) : allParts;
  return { parts: new Set(chosen), pattern, paths };
}
