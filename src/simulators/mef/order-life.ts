import { addBusinessDays, dayOf } from './business-days';
import { nextId, type ItemRecord, type OrderRecord } from './mef-state';
import { IllegalMove, moveItem, moveOrder, openItems, settleOrder } from './order-moves';
import { installProduct } from './product-inventory';
import type { Seller } from './seller';

/** The items an act is about: the named one, or all that live. */
export function chosenItems(order: OrderRecord, itemId?: string): ItemRecord[] {
  const chosen = openItems(order).filter((item) => itemId === undefined || item.id === itemId);
  if (chosen.length === 0) throw new IllegalMove(`No open item ${itemId ?? ''} in ${order.id}.`);
  return chosen;
}

function wantInProgress(order: OrderRecord): void {
  if (order.state !== 'inProgress') {
    throw new IllegalMove(`The order is ${order.state}, not inProgress.`);
  }
}

export function acceptOrder(seller: Seller, order: OrderRecord): void {
  moveOrder(seller, order, 'inProgress');
  for (const item of order.items) moveItem(seller, order, item, 'inProgress');
}

export function rejectOrder(
  seller: Seller,
  order: OrderRecord,
  facts: {
    reason?: string;
    code?: string;
    propertyPath?: string;
    value?: string;
    itemId?: string;
    unassessed?: boolean;
  },
): void {
  if (order.state !== 'acknowledged') {
    throw new IllegalMove(`An order in ${order.state} does not become rejected.`);
  }
  const reason = facts.reason ?? 'Unable to process.';
  const culprit = order.items.find((item) => item.id === facts.itemId) ?? order.items[0];
  for (const item of order.items) {
    const spared = facts.unassessed === true ? 'rejected.unassessed' : 'rejected.validated';
    if (item === culprit) {
      item.terminationErrors.push({
        code: facts.code ?? 'otherIssue',
        propertyPath: facts.propertyPath ?? `/productOrderItem/${order.items.indexOf(item)}`,
        value: facts.value ?? reason,
      });
    }
    moveItem(seller, order, item, item === culprit ? 'rejected' : spared, reason);
  }
  addNote(seller, order, reason);
  moveOrder(seller, order, 'rejected', reason);
}

/** Notes only grow: on an item when it concerns its date, else on the order. */
export function addNote(
  seller: Seller,
  order: OrderRecord,
  text: string,
  holder: OrderRecord | ItemRecord = order,
): void {
  holder.notes.push({
    id: nextId(seller.state.value, 'NOTE'),
    author: 'Order desk',
    date: seller.clock.nowIso(),
    source: 'seller',
    text,
  });
}

export function setDate(
  seller: Seller,
  order: OrderRecord,
  facts: { date: string; note?: string; itemId?: string; withoutNote?: boolean },
): void {
  wantInProgress(order);
  const ms = Date.parse(facts.date);
  if (Number.isNaN(ms)) throw new RangeError(`${facts.date} is no date.`);
  const expected = new Date(ms).toISOString();
  const items = chosenItems(order, facts.itemId);
  const moves = items.some((item) => item.expectedCompletionDate !== undefined);
  if (moves && facts.note === undefined && facts.withoutNote !== true) {
    throw new RangeError('A moved date needs a note with the reason (or withoutNote: true).');
  }
  for (const item of items) {
    item.expectedCompletionDate = expected;
    if (facts.note !== undefined) addNote(seller, order, facts.note, item);
    tellDate(seller, order, item);
  }
}

export function tellDate(seller: Seller, order: OrderRecord, item: ItemRecord): void {
  seller.tell({
    eventType: 'productOrderItemExpectedCompletionDateSetEvent',
    id: order.id,
    order,
    orderItemId: item.id,
  });
}

/** Moves the present date by business days. */
export function slipDate(seller: Seller, order: OrderRecord, days: number, note?: string): void {
  wantInProgress(order);
  const present = chosenItems(order)[0]?.expectedCompletionDate;
  const from = present === undefined ? seller.clock.nowMs() : Date.parse(present);
  const date = dayOf(addBusinessDays(from, days));
  setDate(seller, order, note === undefined ? { date, withoutNote: true } : { date, note });
}

export function reachMilestone(
  seller: Seller,
  order: OrderRecord,
  facts: { name: string; date?: string; note?: string; itemId?: string },
): void {
  wantInProgress(order);
  for (const item of chosenItems(order, facts.itemId)) {
    item.milestones.push({
      name: facts.name,
      date: facts.date ?? seller.clock.nowIso(),
      note: facts.note,
    });
    seller.tell({
      eventType: 'productSpecificProductOrderItemMilestoneEvent',
      id: order.id,
      order,
      orderItemId: item.id,
      milestoneName: facts.name,
    });
  }
}

export function completeOrder(seller: Seller, order: OrderRecord, itemId?: string): void {
  wantInProgress(order);
  for (const item of chosenItems(order, itemId)) {
    moveItem(seller, order, item, 'completed');
    installProduct(seller, order, item);
  }
  settleOrder(seller, order);
}

export function failOrder(seller: Seller, order: OrderRecord, why?: string, itemId?: string): void {
  wantInProgress(order);
  if (why !== undefined) addNote(seller, order, why);
  for (const item of chosenItems(order, itemId)) moveItem(seller, order, item, 'failed', why);
  settleOrder(seller, order);
}

/** Ends the order half done: the named items (default the first) are delivered, the rest failed. */
export function endPartly(
  seller: Seller,
  order: OrderRecord,
  facts: { completed?: string[]; note?: string },
): void {
  wantInProgress(order);
  const done = facts.completed ?? [order.items[0]?.id];
  for (const item of openItems(order)) {
    const delivered = done.includes(item.id);
    moveItem(seller, order, item, delivered ? 'completed' : 'failed');
    if (delivered) installProduct(seller, order, item);
  }
  addNote(seller, order, facts.note ?? 'Only a part was delivered.');
  moveOrder(seller, order, 'partial');
}

/** Cancels for good; every living item ends with the order. */
export function finishCancellation(seller: Seller, order: OrderRecord, why?: string): void {
  for (const item of openItems(order)) moveItem(seller, order, item, 'cancelled', why);
  moveOrder(seller, order, 'cancelled', why);
}
