import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on its arguments alone, never on who came first: the same seed
 * gives every order the same faults again.
 */
export function draw(
  seed: number,
  dependency: string,
  operation: string,
  key: string,
  attempt = 1,
): number {
  const text = [seed, dependency, operation, key, attempt].join('\u0000');
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** One of several, each as likely as its weight says; undefined for what is left of 1. */
export function pick<T>(drawn: number, choices: readonly (readonly [T, number])[]): T | undefined {
  let below = 0;
  for (const [choice, weight] of choices) {
    below += weight;
    if (drawn < below) return choice;
  }
  return undefined;
}
