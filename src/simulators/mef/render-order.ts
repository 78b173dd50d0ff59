import type { ItemRecord, JsonObject, OrderRecord } from './mef-state';

/** Lists that are empty are left out of an answer. */
const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
const references = (ids: string[]) => filled(ids.map((id) => ({ id })));

/** A row of the list: no items, so dates and milestones do not show. */
export function renderOrderRow(order: OrderRecord): JsonObject {
  return {
    id: order.id,
    externalId: order.externalId,
    projectId: order.submitted['projectId'],
    state: order.state,
    orderDate: order.orderDate,
    completionDate: order.completionDate,
    cancellationDate: order.cancellationDate,
  };
}

/** The whole order: what was sent, and what became of it. */
export function renderOrder(order: OrderRecord): JsonObject {
  return {
    ...order.submitted,
    ...renderOrderRow(order),
    stateChange: order.stateChange,
    note: filled(order.notes),
    charge: references(order.chargeIds),
    productOrderItem: order.items.map(renderItem),
  };
}

function renderItem(item: ItemRecord): JsonObject {
  return {
    ...item.submitted,
    id: item.id,
    state: item.state,
    stateChange: item.stateChange,
    expectedCompletionDate: item.expectedCompletionDate,
    completionDate: item.completionDate,
    expediteAcceptedIndicator: item.expediteAcceptedIndicator,
    note: filled(item.notes),
    charge: references(item.chargeIds),
    milestone: filled(item.milestones),
    terminationError: filled(item.terminationErrors),
  };
}
