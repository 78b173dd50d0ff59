/** What a simulator has seen and done, oldest first; the tests' independent witness. */
export interface LedgerEntry {
  at: string;
  kind: string;
  [fact: string]: unknown;
}

export interface Ledger {
  add(kind: string, facts?: Record<string, unknown>): void;
  entries(kind?: string): LedgerEntry[];
  clear(): void;
}

/** Keeps the newest `limit` entries, so that a long soak does not fill the memory. */
export function createLedger(nowIso: () => string, limit = 20_000): Ledger {
  let all: LedgerEntry[] = [];
  return {
    add(kind, facts = {}) {
      all.push({ at: nowIso(), kind, ...facts });
      if (all.length > limit * 1.1) all = all.slice(-limit);
    },
    entries: (kind) => (kind === undefined ? [...all] : all.filter((entry) => entry.kind === kind)),
    clear() {
      all = [];
    },
  };
}
