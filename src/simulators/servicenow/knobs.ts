import type { Column } from './tables/column';

/** An hourly limit; the one for a user beats the one for a role, which beats the one for all. */
export interface RateRule {
  name: string;
  limit: number;
  user?: string;
  role?: string;
}

type PerTable<T> = Record<string, T>;

/** How this instance is set up where instances differ; the first value of each pair is the default. */
export interface Knobs {
  callerSysId: 'kept' | 'replaced';
  noOpUpdate: 'inert' | 'counted';
  reopen: 'allowed' | 'refused';
  textCase: 'ignored' | 'respected';
  unknownQueryField: 'dropped' | 'no_rows' | 'refused';
  closeNotes: 'free' | 'required';
  closedTask: 'writable' | 'locked';
  correlationUnique: 'off' | 'on';
  priority: 'as_sent' | 'looked_up';
  siblingsOfIncomplete: 'spared' | 'closed';
  basicAuth: 'open' | 'gated';
  /** Group that takes a catalog task inserted without one; empty: no rule. */
  assignmentRule: string;
  /** Rows (by encoded query) that only an admin sees. */
  hiddenRows: PerTable<string>;
  /** Fields left out of answers to anyone but an admin. */
  hiddenFields: PerTable<string[]>;
  /** Fields whose values vanish from writes of anyone but an admin. */
  protectedFields: PerTable<string[]>;
  /** Fields nobody but an admin may name in a query. */
  queryDeniedFields: PerTable<string[]>;
  /** Tables that look empty to anyone but an admin. */
  unreadableTables: string[];
  rateRules: RateRule[];
  /** Columns a customer added, by table. */
  addedColumns: PerTable<Column[]>;
}

export const DEFAULT_KNOBS: Knobs = {
  callerSysId: 'kept',
  noOpUpdate: 'inert',
  reopen: 'allowed',
  textCase: 'ignored',
  unknownQueryField: 'dropped',
  closeNotes: 'free',
  closedTask: 'writable',
  correlationUnique: 'off',
  priority: 'as_sent',
  siblingsOfIncomplete: 'spared',
  basicAuth: 'open',
  assignmentRule: '',
  hiddenRows: {},
  hiddenFields: {},
  protectedFields: {},
  queryDeniedFields: {},
  unreadableTables: [],
  rateRules: [],
  addedColumns: {},
};

const WORDS: Partial<Record<keyof Knobs, readonly string[]>> = {
  callerSysId: ['kept', 'replaced'],
  noOpUpdate: ['inert', 'counted'],
  reopen: ['allowed', 'refused'],
  textCase: ['ignored', 'respected'],
  unknownQueryField: ['dropped', 'no_rows', 'refused'],
  closeNotes: ['free', 'required'],
  closedTask: ['writable', 'locked'],
  correlationUnique: ['off', 'on'],
  priority: ['as_sent', 'looked_up'],
  siblingsOfIncomplete: ['spared', 'closed'],
  basicAuth: ['open', 'gated'],
};

const COLUMN_DEFAULTS = { type: 'string', maxLength: 255 } as const;

function withColumnDefaults(added: PerTable<Partial<Column>[]>): PerTable<Column[]> {
  return Object.fromEntries(
    Object.entries(added).map(([table, columns]) => [
      table,
      columns.map((column) => {
        const name = column.name ?? '';
        return { ...COLUMN_DEFAULTS, label: name, ...column, name };
      }),
    ]),
  );
}

/** Turns some knobs; says what is wrong with the first one that does not exist or cannot stand so. */
export function parseKnobs(current: Knobs, change: Record<string, unknown>): Knobs | string {
  for (const [name, value] of Object.entries(change)) {
    if (!(name in DEFAULT_KNOBS)) return `There is no knob "${name}".`;
    const words = WORDS[name as keyof Knobs];
    const standard: unknown = DEFAULT_KNOBS[name as keyof Knobs];
    if (words && !words.includes(value as string)) {
      return `"${name}" takes one of: ${words.join(', ')}.`;
    }
    if (typeof value !== typeof standard || Array.isArray(value) !== Array.isArray(standard)) {
      return `"${name}" takes a value like ${JSON.stringify(standard)}.`;
    }
  }
  const next = { ...current, ...change };
  return { ...next, addedColumns: withColumnDefaults(next.addedColumns) };
}
