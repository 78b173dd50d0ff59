import { objectOf, objectsOf, textOf } from './issues';
import {
  nextId,
  type ItemRecord,
  type JsonObject,
  type LsoProduct,
  type Note,
  type OrderRecord,
} from './mef-state';
import { planOrder } from './plan-order';
import { placeOf, qualify } from './qualify';
import type { DeliveryKind } from './scenario';
import { sameKey, type Seller } from './seller';

export interface TakenFrom {
  lso: LsoProduct;
  buyerId?: string | undefined;
  sellerId?: string | undefined;
}

/** The buyer's notes get the seller's ids. */
export function notesOf(seller: Seller, given: unknown): Note[] {
  return objectsOf(given).map((note) => ({
    ...note,
    id: nextId(seller.state.value, 'NOTE'),
    author: textOf(note['author']) ?? 'buyer',
    date: textOf(note['date']) ?? seller.clock.nowIso(),
    source: textOf(note['source']) ?? 'buyer',
    text: textOf(note['text']) ?? '',
  }));
}

/** How the line will come to the door: told by the offering, else by qualifying the place. */
function deliveryKind(seller: Seller, item: JsonObject): DeliveryKind {
  const product = objectOf(item['product']);
  const offering = textOf(objectOf(product['productOffering'])['id'])?.toLowerCase() ?? '';
  if (offering.includes('fwa') || offering.includes('wireless')) return 'fwa';
  if (offering.includes('cable') || offering.includes('broadband')) return 'cable';
  if (placeOf(product).id === undefined) return 'onNetWithoutBuild';
  return qualify(seller.state.value.scenario, product)?.deliveryType ?? 'offNetWithBuild';
}

/**
 * Books a checked order. Every POST makes a new order: a business key that came before is no reason
 * to hold back, which is what buyers have to live with.
 */
export function takeOrder(seller: Seller, body: JsonObject, from: TakenFrom): OrderRecord {
  const state = seller.state.value;
  const now = seller.clock.nowIso();
  const began = { state: 'acknowledged', changeDate: now };
  const externalId = textOf(body['externalId']);
  const before = state.orders.filter((order) => sameKey(order.externalId, externalId)).length;
  const submittedItems = objectsOf(body['productOrderItem']);
  const items = submittedItems.map((item): ItemRecord => ({
    id: String(item['id']),
    submitted: item,
    state: 'acknowledged',
    stateChange: [{ ...began }],
    notes: notesOf(seller, item['note']),
    milestones: [],
    chargeIds: [],
    terminationErrors: [],
  }));
  const id = nextId(state, 'PO');
  const first = submittedItems[0] ?? {};
  const requestedMs = Date.parse(textOf(first['requestedCompletionDate']) ?? '');
  const order: OrderRecord = {
    id,
    externalId,
    lso: from.lso,
    version: state.scenario.version,
    buyerId: from.buyerId,
    sellerId: from.sellerId,
    run: seller.run,
    frozen: state.scenario.freeze || state.frozenKeys.some((key) => sameKey(key, externalId)),
    submitted: { ...body, productOrderItem: undefined },
    orderDate: now,
    state: 'acknowledged',
    stateChange: [{ ...began }],
    notes: notesOf(seller, body['note']),
    chargeIds: [],
    items,
    plan: planOrder(state.scenario, {
      key: externalId ?? id,
      attempt: before + 1,
      kind: deliveryKind(seller, first),
      nowMs: seller.clock.nowMs(),
      requestedMs: Number.isNaN(requestedMs) ? undefined : requestedMs,
    }),
  };
  state.orders.push(order);
  return order;
}
