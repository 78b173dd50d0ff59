import type { ErrorCode, Facts } from '../domain/errors';
import type { ActAnswer } from '../domain/order/act-answer';
import type { WorkflowAction } from '../domain/order/actions';
import type { Seen } from '../domain/order/change';
import type { CarrierEvent } from '../domain/order/events';
import type { TaskEvent } from '../domain/order/task-events';

/** The durable story of orders, seen by those who ask something of it. */
export interface Runtime {
  /**
   * Sends the Update named by the action, under the intent's id; starts the workflow for the first
   * submit or cancel. `pending` after `patienceMs`: repeat later with the same intent.
   */
  act(request: ActRequest, patienceMs: number): Promise<ActOutcome>;
  /** `closed`: the order has ended and takes no more news. */
  tellOrder(orderNumber: string, events: readonly CarrierEvent[]): Promise<'told' | 'closed'>;
  /** What became of messages of this order; an ended order needs nobody's attention any more. */
  tellTrouble(orderNumber: string, events: readonly TaskEvent[]): Promise<'told' | 'closed'>;
  wakeMirror(orderNumber: string): Promise<void>;
  ensurePolling(providerKey: string): Promise<void>;
  readProviderNow(providerKey: string): Promise<void>;
}

export interface ActRequest {
  orderNumber: string;
  provider: string;
  action: WorkflowAction;
  intentId: string;
  actor: string;
  seen: Seen;
}

export type ActOutcome =
  | { outcome: 'done'; answer: ActAnswer }
  | { outcome: 'refused'; code: ErrorCode; facts: Facts }
  | { outcome: 'pending' };
