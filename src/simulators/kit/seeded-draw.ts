import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on its arguments alone. Arrival order, concurrency and restarts
 * change nothing, so a seed repeats the same faults for the same business key.
 */
export function seededDraw(seed: number | string, ...parts: (string | number)[]): number {
  const digest = createHash('sha256')
    .update([String(seed), ...parts.map(String)].join('\u0000'))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
