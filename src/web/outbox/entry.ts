import type { ProblemDocument } from '../../api/answers';

/** What someone wants written. `order` is the lane: one write of an order after the other. */
export interface Write {
  order: string;
  /** An action's name, `save` or `create`: what the card says while it waits. */
  kind: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body: unknown;
  /** The version that was changed, for edits; commands carry what they saw in the body. */
  ifMatch: string | null;
  /** Set where the same request may be put again, as after a reload; else it gets a new one. */
  key?: string;
}

export interface Entry extends Write {
  seq: number;
  /** Idempotency key; the same for every try, so an answer that got lost does no harm. */
  key: string;
  at: number;
  tries: number;
  state: 'queued' | 'sending' | 'waiting';
}

/**
 * How a write ended. `stale`: the order changed since it was read; `conflict`: its state forbids
 * it; `refused`: the input does; `failed`: any other answer that trying again does not change.
 */
export type Outcome =
  | { kind: 'done'; status: number; answer: unknown }
  | { kind: 'stale' | 'conflict' | 'refused' | 'failed'; problem: ProblemDocument | null };

/** Where entries are kept; in memory here, in the tab where they have to outlive the page. */
export interface EntryStore {
  /** From here on the store is this person's; answers what they had left in it. */
  open: (person: string) => readonly Entry[];
  add: (entry: Entry) => void;
  update: (entry: Entry) => void;
  remove: (key: string) => void;
  list: () => readonly Entry[];
}

export function createMemoryStore(): EntryStore {
  let entries: readonly Entry[] = [];
  return {
    open: () => [],
    add: (entry) => {
      entries = [...entries, entry];
    },
    update: (entry) => {
      entries = entries.map((known) => (known.key === entry.key ? entry : known));
    },
    remove: (key) => {
      entries = entries.filter((entry) => entry.key !== key);
    },
    list: () => entries,
  };
}
