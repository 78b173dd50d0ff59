import type { Logger } from './log';

const EVERY_MS = 60_000;
const MOST_KEYS = 500;

/** A trouble worth a line: what kind it is, and what to say about it. */
export interface Trouble {
  level: 'warn' | 'error';
  /** Equal for troubles of which one line says enough. */
  key: string;
  facts: Readonly<Record<string, unknown>>;
  message: string;
}

/**
 * Says the first of many equal troubles at once and then one a minute, with the number of those
 * left out: an outage of an hour must not bury the line that says how it began.
 */
export function createRepeats(
  log: Pick<Logger, 'warn' | 'error'>,
  nowMs: () => number,
): (trouble: Trouble) => void {
  const told = new Map<string, { atMs: number; leftOut: number }>();
  return ({ level, key, facts, message }) => {
    const now = nowMs();
    const before = told.get(key);
    if (before !== undefined && now - before.atMs < EVERY_MS) {
      before.leftOut += 1;
      return;
    }
    // Keys hold texts of others; a memory of all of them would grow for months.
    if (told.size >= MOST_KEYS) told.clear();
    told.set(key, { atMs: now, leftOut: 0 });
    const leftOut = before?.leftOut ?? 0;
    log[level](leftOut > 0 ? { ...facts, leftOut } : facts, message);
  };
}
