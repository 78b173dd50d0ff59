import type { Ledger } from '../kit/ledger';
import type { PersistentState } from '../kit/persistent-state';
import type { SimulatorClock } from '../kit/simulator-clock';
import { read, type InstanceState, type Row } from './instance-state';
import { DEFAULT_KNOBS, type Knobs } from './knobs';
import type { PlannedFaults } from './planned-faults';
import { findSchema, type TableSchema } from './tables/table-schemas';

/** The accounts that may sign in, and the client that may ask for tokens. */
export interface Accounts {
  clientId: string;
  clientSecret: string;
  integrationUser: string;
  integrationPassword: string;
  adminPassword: string;
}

/** One committed change of a record. */
export interface Change {
  kind: 'insert' | 'update' | 'delete' | 'silent_edit';
  table: string;
  row: Row;
  /** User name of who did it. */
  by: string;
  /** Fields that changed; a journal counts as one. */
  fields: string[];
}

/** What all parts of the simulated instance share. */
export interface Instance {
  state: PersistentState<InstanceState>;
  clock: SimulatorClock;
  ledger: Ledger;
  faults: PlannedFaults;
  accounts: Accounts;
  /** Not remembered: whether it answers at all, and a counter that moves with anything visible. */
  presence: { isUp: boolean; revision: number };
  onChange: ((change: Change) => void)[];
}

export const knobsOf = (instance: Instance): Knobs => ({
  ...DEFAULT_KNOBS,
  ...instance.state.value.knobs,
});

export const schemaOf = (instance: Instance, table: string): TableSchema | undefined =>
  findSchema(table, instance.state.value.knobs.addedColumns);

/**
 * Does `work`, then saves once and tells the listeners. Everything a call changes, roll-ups
 * included, is one commit: a kill leaves all of it or nothing.
 */
export function commit<T>(instance: Instance, work: (changes: Change[]) => T): T {
  const changes: Change[] = [];
  const result = work(changes);
  if (changes.length === 0) return result;
  instance.state.save();
  instance.presence.revision += 1;
  for (const change of changes) {
    const { kind, table, row, by, fields } = change;
    instance.ledger.add(kind, {
      table,
      sysId: read(row, 'sys_id'),
      number: read(row, 'number'),
      correlationId: read(row, 'correlation_id'),
      modCount: Number(read(row, 'sys_mod_count')),
      by,
      fields,
    });
    for (const listener of instance.onChange) listener(change);
  }
  return result;
}
