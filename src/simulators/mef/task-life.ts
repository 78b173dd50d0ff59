import { textOf } from './issues';
import type { OrderRecord, TaskRecord } from './mef-state';
import { addNote, chosenItems, finishCancellation, tellDate } from './order-life';
import { IllegalMove, moveItem, moveOrder } from './order-moves';
import { orderById, type Seller } from './seller';

const OPEN_TASK_STATES = ['acknowledged', 'inProgress.assessingCharge'];

export function taskById(seller: Seller, id: string): TaskRecord | undefined {
  return seller.state.value.tasks.find((task) => task.id === id);
}

/** The one wish the order waits for. */
export function openTask(seller: Seller, order: OrderRecord): TaskRecord | undefined {
  return seller.state.value.tasks.find(
    (task) => task.orderId === order.id && OPEN_TASK_STATES.includes(task.state),
  );
}

/** The order waits from the moment the wish arrives. */
export function beginTask(seller: Seller, order: OrderRecord, task: TaskRecord): void {
  seller.state.value.tasks.push(task);
  if (task.kind === 'cancel') {
    moveOrder(seller, order, 'assessingCancellation');
    return;
  }
  moveOrder(seller, order, 'pending.assessingModification');
  for (const item of chosenItems(order, task.itemId)) moveItem(seller, order, item, 'pending');
}

export function moveTask(seller: Seller, task: TaskRecord, state: string): void {
  const order = orderById(seller, task.orderId);
  if (!order) throw new IllegalMove(`The order ${task.orderId} is gone.`);
  task.state = state;
  const noun =
    task.kind === 'cancel' ? 'cancelProductOrder' : 'modifyProductOrderItemRequestedDeliveryDate';
  seller.tell({ eventType: `${noun}StateChangeEvent`, id: task.id, order, state });
}

/** Gives the wish its end, and the order what follows from it. */
export function endTask(
  seller: Seller,
  task: TaskRecord,
  state: 'done' | 'done.declined' | 'rejected',
  note?: string,
): void {
  const order = orderById(seller, task.orderId);
  if (!order || !OPEN_TASK_STATES.includes(task.state)) {
    throw new IllegalMove(`The request ${task.id} is ${task.state}.`);
  }
  if (task.kind === 'date') {
    for (const item of order.items.filter((one) => one.state === 'pending')) {
      moveItem(seller, order, item, 'inProgress');
    }
    moveOrder(seller, order, 'inProgress');
    if (state === 'done') grantDate(seller, order, task, note);
  } else if (state === 'done') {
    const why = textOf(task.submitted['cancellationReason']) ?? 'Cancelled by the buyer.';
    moveOrder(seller, order, 'pendingCancellation', why);
    finishCancellation(seller, order, why);
  } else {
    moveOrder(seller, order, 'inProgress');
  }
  if (state !== 'done' && note !== undefined) addNote(seller, order, note);
  moveTask(seller, task, state);
}

function grantDate(seller: Seller, order: OrderRecord, task: TaskRecord, note?: string): void {
  const wished = textOf(task.submitted['requestedCompletionDate']);
  for (const item of chosenItems(order, task.itemId)) {
    if (task.submitted['expediteIndicator'] === true) item.expediteAcceptedIndicator = true;
    if (wished === undefined) continue;
    item.submitted['requestedCompletionDate'] = wished;
    item.expectedCompletionDate = wished;
    addNote(seller, order, note ?? 'Date changed at the request of the buyer.', item);
    tellDate(seller, order, item);
  }
}
