import type { AuditKey } from '../../src/adapters/postgres/audit-row';
import type { Queryable } from '../../src/adapters/postgres/sql';

/** An order as the carrier's own books have it. */
export interface CarrierOrder {
  id: string;
  externalId: string | null;
  state: string;
}

/** A task as ServiceNow's own table has it. */
export interface ServiceNowTask {
  sysId: string;
  correlationId: string;
  state: string;
  modCount: number;
}

/** A mail that lies in somebody's inbox, with the key we gave it. */
export interface DeliveredMail {
  key: string;
  to: string;
}

/** What the outside holds, read from the simulators themselves and never from our tables. */
export interface Outside {
  carrierOrders: CarrierOrder[];
  tasks: ServiceNowTask[];
  mails: DeliveredMail[];
}

/** A wish the driver sent, however often it sent it. `never`: nothing may come of it. */
export interface Wish {
  orderNumber: string;
  action: string;
  actor: string;
  effect: 'once' | 'never';
  why: string;
}

/** What the clients know: only that counts as promised. */
export interface ClientJournal {
  /** Order numbers that stood in a 2xx answer. */
  acknowledged: string[];
  wishes: Wish[];
  /** Event ids nobody entitled ever sent. */
  forgedEventIds: string[];
}

export type KillRole = 'api' | 'worker' | 'relay' | 'postgres' | 'temporal';

/** A process that was ended on purpose, by SIGKILL. */
export interface Kill {
  role: KillRole;
  /** The crash point, or why the driver did it. */
  why: string;
  at: string;
}

/** An end nobody planned, or a line of a log that tells of one. */
export interface Mishap {
  process: string;
  what: string;
}

/** One look at a budget that did not add up while the run went on. */
export interface BudgetSample {
  at: string;
  costCentre: string;
  fiscalYear: number;
  used: bigint;
  reserved: bigint;
  allocated: bigint;
}

export interface RunRecord {
  kills: Kill[];
  mishaps: Mishap[];
  budgetSamples: BudgetSample[];
  /** Milliseconds from the last fault to rest; null where it never came to rest. */
  drainedMs: number | null;
}

/** Everything a checker may look at. */
export interface Evidence {
  db: Queryable;
  auditKeys: readonly AuditKey[];
  outside: Outside;
  client: ClientJournal;
  run: RunRecord;
  /** Status of an order's workflow as Temporal tells it; null where there is none. */
  workflowStatus: (orderNumber: string) => Promise<string | null>;
  /** Nothing is under way any more, so what lags must have arrived. */
  atRest: boolean;
}

/** One invariant. What it lists is wrong; an empty list means that it holds. */
export interface Checker {
  id: string;
  claim: string;
  /** Holds at every moment, not only at rest. */
  always: boolean;
  check(evidence: Evidence): Promise<string[]>;
}
