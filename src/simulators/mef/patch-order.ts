import { refusal } from './api-refusal';
import { checkContacts } from './check-contacts';
import { checkNotes } from './check-extras';
import { Issues, objectsOf } from './issues';
import type { JsonObject, OrderRecord } from './mef-state';
import { isFinal, type Seller } from './seller';
import { notesOf } from './take-order';

const ORDER_PATCH = ['externalId', 'projectId'];
const ITEM_PATCH = ['endCustomerName', 'relatedBuyerPON'];
const BOTH = ['relatedContactInformation', 'note'];

/** Changes who and what-it-is-called; product, place, term and dates have their own ways. */
export function patchOrder(seller: Seller, order: OrderRecord, body: JsonObject): void {
  if (isFinal(order)) throw refusal(409, 'conflict', `The order is ${order.state}.`);
  const issues = new Issues();
  checkPart(issues, body, '', [...ORDER_PATCH, 'productOrderItem']);
  const patches = objectsOf(body['productOrderItem']);
  patches.forEach((patch, index) => {
    const path = `/productOrderItem/${index}`;
    const id = issues.text(patch, 'id', path);
    if (id !== undefined && !order.items.some((item) => item.id === id)) {
      issues.add('referenceNotFound', `${path}/id`, `The order has no item ${id}.`);
    }
    checkPart(issues, patch, path, [...ITEM_PATCH, 'id']);
  });
  issues.throwIfAny();

  lay(order.submitted, body, [...ORDER_PATCH, 'relatedContactInformation']);
  if (typeof body['externalId'] === 'string') order.externalId = body['externalId'];
  order.notes.push(...newNotes(seller, body, order.notes));
  for (const patch of patches) {
    const item = order.items.find((one) => one.id === patch['id']);
    if (!item) continue;
    lay(item.submitted, patch, [...ITEM_PATCH, 'relatedContactInformation']);
    item.notes.push(...newNotes(seller, patch, item.notes));
  }
}

function checkPart(issues: Issues, part: JsonObject, path: string, names: string[]): void {
  const allowed = [...names, ...BOTH];
  issues.absent(
    part,
    Object.keys(part).filter((name) => !allowed.includes(name)),
    path,
  );
  for (const name of [...ORDER_PATCH, ...ITEM_PATCH]) {
    if (part[name] !== undefined && allowed.includes(name)) issues.text(part, name, path);
  }
  if (part['relatedContactInformation'] !== undefined) checkContacts(issues, part, path, []);
  checkNotes(issues, part, path);
}

function lay(target: JsonObject, patch: JsonObject, names: string[]): void {
  for (const name of names) if (patch[name] !== undefined) target[name] = patch[name];
}

/** Notes the order has already are not taken twice, and none is ever taken away. */
function newNotes(seller: Seller, patch: JsonObject, present: { id: string }[]) {
  const known = present.map((note) => note.id);
  return notesOf(
    seller,
    objectsOf(patch['note']).filter((note) => !known.includes(String(note['id']))),
  );
}
