import {
  reachedAgain,
  refusedFor,
  unreachableFor,
  type TaskEvent,
  type Telling,
} from '../domain/order/task-events';
import type { AttentionCause } from '../domain/order/stages';
import type { RowOutcome } from '../ports/outboxes';
import type { RelayTools } from './tools';

/** Which causes an order gets when a message of this kind finds its other side closed. */
export interface TroubleCauses {
  unreachable: AttentionCause;
  /** The other side will never take it; absent where something else tells the person. */
  refused?: AttentionCause;
}

/**
 * Tells the order what became of one of its messages. Before the row is finished: a crash in between
 * tells again, under the same key.
 */
export async function tellTrouble(
  { runtime, clock, policy }: RelayTools,
  row: Telling & { orderNumber: string },
  outcome: RowOutcome,
  causes: TroubleCauses,
): Promise<void> {
  const events = eventsOf(row, outcome, causes, clock.nowIso(), policy.attentionAfterMs);
  if (events.length > 0) await runtime.tellTrouble(row.orderNumber, events);
}

function eventsOf(
  row: Telling,
  outcome: RowOutcome,
  { unreachable, refused }: TroubleCauses,
  now: string,
  afterMs: number,
): TaskEvent[] {
  switch (outcome.state) {
    case 'done':
      return reachedAgain(row, unreachable);
    case 'later':
      return unreachableFor(row, unreachable, now, afterMs);
    case 'dead':
      return refused === undefined ? [] : [refusedFor(row, refused)];
  }
}
