import type { Database } from '../../src/adapters/postgres/pool';
import type { TemporalRuntime } from '../../src/adapters/temporal/create-runtime';
import type { House } from '../support/house';
import type { CrashArms } from './crash-arms';
import type { OutsideWorld } from './outside-world';
import type { Person } from './person';
import type { PostgresServer } from './postgres-server';
import type { Product } from './product';
import type { RunLog } from './run-log';
import type { OrderWatch } from './watch-orders';

export const CAST = ['sam', 'dana', 'lee', 'alex'] as const;

/** Everything a scenario plays with. */
export interface Stage {
  house: House;
  postgres: PostgresServer;
  product: Product;
  outside: OutsideWorld;
  arms: CrashArms;
  watch: OrderWatch;
  /** As the superuser, for looking. */
  db: Database;
  runtime: TemporalRuntime;
  people: Record<(typeof CAST)[number], Person>;
  log: RunLog;
  seed: number;
}
