import type { Entry } from '../outbox/entry';
import { TEXTS } from '../texts';

/** What the cards of busy orders say: the doing word, or that it waits for the network. */
export function runningWords(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(
    entries.map((entry) => [
      entry.order,
      entry.state === 'waiting'
        ? TEXTS.act.waiting
        : (TEXTS.act.running[entry.kind] ?? TEXTS.act.saving),
    ]),
  );
}
