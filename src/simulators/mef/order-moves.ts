import type { ItemRecord, OrderRecord } from './mef-state';
import type { Seller } from './seller';

const ORDER_MOVES: Readonly<Record<string, readonly string[]>> = {
  acknowledged: ['inProgress', 'rejected'],
  inProgress: [
    'held.assessingCharge',
    'pending.assessingModification',
    'assessingCancellation',
    'pendingCancellation',
    'completed',
    'partial',
    'failed',
  ],
  'held.assessingCharge': ['inProgress'],
  'pending.assessingModification': ['inProgress'],
  assessingCancellation: ['pendingCancellation', 'inProgress'],
  pendingCancellation: ['cancelled'],
};

const ITEM_MOVES: Readonly<Record<string, readonly string[]>> = {
  acknowledged: ['inProgress', 'rejected', 'rejected.validated', 'rejected.unassessed'],
  inProgress: ['held', 'pending', 'completed', 'failed', 'cancelled'],
  held: ['inProgress'],
  pending: ['inProgress'],
};

export const ORDER_STATES: readonly string[] = [
  ...new Set(Object.entries(ORDER_MOVES).flatMap(([from, to]) => [from, ...to])),
];

/** Something the order's state does not allow. */
export class IllegalMove extends Error {}

/** Moves the order along one arrow of its life, stamps it and tells the hubs. */
export function moveOrder(seller: Seller, order: OrderRecord, state: string, why?: string): void {
  if (ORDER_MOVES[order.state]?.includes(state) !== true) {
    throw new IllegalMove(`An order in ${order.state} does not become ${state}.`);
  }
  const now = seller.clock.nowIso();
  if (state === 'inProgress') goOn(seller, order);
  else if (order.state === 'inProgress') order.waitingSinceMs = seller.clock.nowMs();
  order.state = state;
  order.stateChange.push({ state, changeDate: now, changeReason: why });
  if (state === 'cancelled') order.cancellationDate = now;
  if (['completed', 'partial', 'failed'].includes(state)) order.completionDate = now;
  seller.tell({ eventType: 'productOrderStateChangeEvent', id: order.id, order, state });
}

/** Time spent waiting for an answer delays everything that was planned. */
function goOn(seller: Seller, order: OrderRecord): void {
  if (order.waitingSinceMs === undefined) return;
  const waited = seller.clock.nowMs() - order.waitingSinceMs;
  for (const step of order.plan) step.dueMs += waited;
  order.waitingSinceMs = undefined;
}

export function moveItem(
  seller: Seller,
  order: OrderRecord,
  item: ItemRecord,
  state: string,
  why?: string,
): void {
  if (ITEM_MOVES[item.state]?.includes(state) !== true) {
    throw new IllegalMove(`An item in ${item.state} does not become ${state}.`);
  }
  const now = seller.clock.nowIso();
  item.state = state;
  item.stateChange.push({ state, changeDate: now, changeReason: why });
  if (state === 'completed') item.completionDate = now;
  // What will not come has no date.
  if (state === 'cancelled' || state === 'failed') item.expectedCompletionDate = undefined;
  seller.tell({
    eventType: 'productOrderItemStateChangeEvent',
    id: order.id,
    order,
    orderItemId: item.id,
    state,
  });
}

/** Items that still live. */
export function openItems(order: OrderRecord): ItemRecord[] {
  return order.items.filter((item) => ITEM_MOVES[item.state] !== undefined);
}

/** Ends the order once no item lives: all done, all failed, or a part of each. */
export function settleOrder(seller: Seller, order: OrderRecord): void {
  if (openItems(order).length > 0) return;
  const ended = (state: string) => order.items.every((item) => item.state === state);
  if (ended('completed')) moveOrder(seller, order, 'completed');
  else if (ended('failed')) moveOrder(seller, order, 'failed');
  else moveOrder(seller, order, 'partial');
}
