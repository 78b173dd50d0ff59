import { addBusinessDays } from './business-days';
import {
  nextId,
  type ChargeItem,
  type ChargeRecord,
  type JsonObject,
  type OrderRecord,
  type TaskRecord,
} from './mef-state';
import { chosenItems } from './order-life';
import { IllegalMove, moveItem, moveOrder, openItems, settleOrder } from './order-moves';
import { endTask, taskById } from './task-life';
import { orderById, type Seller } from './seller';

export interface ChargeFacts {
  level?: 'order' | 'item';
  itemId?: string;
  task?: TaskRecord;
  amount?: number | string;
  currency?: string;
  activityType?: string;
  priceType?: string;
  priceCategory?: string;
  blocking?: boolean;
  responseDueDate?: string;
  /** Several lines at once; each may say what the single facts say. */
  chargeItem?: ChargeFacts[];
}

export function openCharges(seller: Seller, order: OrderRecord): ChargeRecord[] {
  return seller.state.value.charges.filter(
    (charge) => charge.orderId === order.id && charge.state === 'awaitingResponse',
  );
}

function chargeItem(order: OrderRecord, facts: ChargeFacts, index: number): ChargeItem {
  const priceType = facts.priceType ?? 'nonRecurring';
  const amount = Number(facts.amount ?? 1_250);
  if (!Number.isFinite(amount)) throw new RangeError('The amount is no number.');
  const period = order.version === 'v5' ? 'month' : { amount: 1, units: 'months' };
  return {
    id: String(index + 1),
    activityType: facts.activityType ?? 'new',
    priceType,
    priceCategory: facts.priceCategory ?? 'construction',
    blocking: facts.task !== undefined || (facts.blocking ?? true),
    price: { dutyFreeAmount: { unit: facts.currency ?? 'USD', value: amount } },
    ...(priceType === 'recurring' ? { recurringChargePeriod: period } : {}),
    state: 'awaitingResponse',
  };
}

/** Asks the buyer for money; the order waits for the answer. */
export function raiseCharge(seller: Seller, order: OrderRecord, facts: ChargeFacts): ChargeRecord {
  const task = facts.task;
  const wholeOrder = facts.level === 'order' || task?.kind === 'cancel';
  const item = wholeOrder ? undefined : chosenItems(order, facts.itemId ?? task?.itemId)[0];
  const open = openCharges(seller, order);
  if (open.some((charge) => wholeOrder || !charge.itemId || charge.itemId === item?.id)) {
    throw new IllegalMove('There is an open charge for this order or item.');
  }
  if (!task && order.state !== 'inProgress' && order.state !== 'held.assessingCharge') {
    throw new IllegalMove(`The order is ${order.state}, not inProgress.`);
  }
  const state = seller.state.value;
  const lines = facts.chargeItem ?? [facts];
  const charge: ChargeRecord = {
    id: nextId(state, 'CH'),
    orderId: order.id,
    itemId: item?.id,
    taskId: task?.id,
    creationDate: seller.clock.nowIso(),
    responseDueDate:
      facts.responseDueDate ?? new Date(addBusinessDays(seller.clock.nowMs(), 5)).toISOString(),
    state: 'awaitingResponse',
    items: lines.map((line, index) => chargeItem(order, { ...facts, ...line }, index)),
  };
  state.charges.push(charge);
  (task ?? item ?? order).chargeIds.push(charge.id);
  seller.tell({ eventType: 'chargeCreateEvent', id: charge.id, order });
  if (!task) {
    const held = wholeOrder ? openItems(order) : chosenItems(order, item?.id);
    for (const one of held) moveItem(seller, order, one, 'held');
    if (order.state === 'inProgress') moveOrder(seller, order, 'held.assessingCharge');
  }
  return charge;
}

/** Takes the buyer's word for every line of the charge. */
export function answerCharge(seller: Seller, charge: ChargeRecord, accepted: JsonObject): void {
  for (const item of charge.items) {
    item.state = accepted[item.id] === true ? 'acceptedByBuyer' : 'declinedByBuyer';
  }
  closeCharge(seller, charge, 'completed');
}

export function withdrawCharge(seller: Seller, charge: ChargeRecord): void {
  for (const item of charge.items) item.state = 'withdrawnBySeller';
  closeCharge(seller, charge, 'withdrawnBySeller');
}

/** Silence until the due date counts as a no to every line. */
export function timeOutCharge(seller: Seller, charge: ChargeRecord): void {
  for (const item of charge.items) item.state = 'declinedByBuyer';
  const order = orderById(seller, charge.orderId);
  if (order) seller.tell({ eventType: 'chargeTimeoutEvent', id: charge.id, order });
  closeCharge(seller, charge, seller.state.value.scenario.conformance.chargeTimeoutState);
}

function closeCharge(seller: Seller, charge: ChargeRecord, state: string): void {
  charge.state = state;
  const order = orderById(seller, charge.orderId);
  if (!order) return;
  seller.tell({ eventType: 'chargeStateChangeEvent', id: charge.id, order, state });
  const refused = charge.items.some((item) => item.blocking && item.state === 'declinedByBuyer');
  const task = charge.taskId === undefined ? undefined : taskById(seller, charge.taskId);
  if (task) endTask(seller, task, refused ? 'done.declined' : 'done');
  else release(seller, order, charge, refused);
}

/** Lets the order go on; an item whose blocking charge was declined fails. */
function release(seller: Seller, order: OrderRecord, charge: ChargeRecord, refused: boolean): void {
  if (order.state !== 'held.assessingCharge') return;
  const held = order.items.filter(
    (item) => item.state === 'held' && (!charge.itemId || charge.itemId === item.id),
  );
  for (const item of held) moveItem(seller, order, item, 'inProgress');
  if (openCharges(seller, order).length === 0) moveOrder(seller, order, 'inProgress');
  if (refused) {
    for (const item of held) moveItem(seller, order, item, 'failed', 'A charge was declined.');
  }
  if (openCharges(seller, order).length === 0) settleOrder(seller, order);
}
