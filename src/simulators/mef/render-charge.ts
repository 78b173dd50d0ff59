import type { ChargeRecord, JsonObject, TaskRecord } from './mef-state';

/** A charge belongs to an order or to one item of it, and may belong to a request as well. */
export function renderCharge(charge: ChargeRecord, task: TaskRecord | undefined): JsonObject {
  const owner =
    charge.itemId === undefined
      ? { productOrder: { productOrderId: charge.orderId } }
      : {
          productOrderItem: {
            productOrderId: charge.orderId,
            productOrderItemId: charge.itemId,
          },
        };
  return {
    id: charge.id,
    ...owner,
    ...taskReference(task),
    creationDate: charge.creationDate,
    responseDueDate: charge.responseDueDate,
    state: charge.state,
    chargeItem: charge.items,
  };
}

function taskReference(task: TaskRecord | undefined): JsonObject {
  if (!task) return {};
  return task.kind === 'cancel'
    ? { cancelProductOrder: { id: task.id } }
    : { modifyProductOrderItemRequestedDeliveryDate: { id: task.id } };
}

export function renderTask(task: TaskRecord): JsonObject {
  return {
    ...task.submitted,
    id: task.id,
    creationDate: task.creationDate,
    state: task.state,
    charge: task.chargeIds.length > 0 ? task.chargeIds.map((id) => ({ id })) : undefined,
  };
}
