import type { MefState, OrderRecord } from './mef-state';

/** What the ledger says at a glance: which business keys were ordered more than once. */
export interface LedgerSummary {
  orders: number;
  /** Key (trimmed, lower case) -> provider order ids, for keys with more than one order. */
  duplicates: Record<string, string[]>;
  /** The same, counting only orders that were neither rejected nor cancelled. */
  liveDuplicates: Record<string, string[]>;
  /** Order id and kind -> requests, for orders that were asked twice for the same thing. */
  repeatedRequests: Record<string, string[]>;
}

function repeated<T>(rows: T[], keyOf: (row: T) => string, idOf: (row: T) => string) {
  const groups: Record<string, string[]> = {};
  for (const row of rows) (groups[keyOf(row)] ??= []).push(idOf(row));
  return Object.fromEntries(Object.entries(groups).filter(([, ids]) => ids.length > 1));
}

const isDead = (order: OrderRecord) => ['rejected', 'cancelled'].includes(order.state);

export function summariseLedger(state: MefState): LedgerSummary {
  const keyed = state.orders.filter((order) => order.externalId !== undefined);
  const keyOf = (order: OrderRecord) => (order.externalId ?? '').trim().toLowerCase();
  const idOf = (order: OrderRecord) => order.id;
  return {
    orders: state.orders.length,
    duplicates: repeated(keyed, keyOf, idOf),
    liveDuplicates: repeated(
      keyed.filter((order) => !isDead(order)),
      keyOf,
      idOf,
    ),
    repeatedRequests: repeated(
      state.tasks,
      (task) => `${task.orderId} ${task.kind}`,
      (task) => task.id,
    ),
  };
}
