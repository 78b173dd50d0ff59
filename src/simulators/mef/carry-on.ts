import { openCharges, raiseCharge, timeOutCharge } from './charge-life';
import type { OrderRecord, PlannedStep, TaskRecord } from './mef-state';
import {
  acceptOrder,
  completeOrder,
  finishCancellation,
  reachMilestone,
  setDate,
  slipDate,
} from './order-life';
import { IllegalMove, moveOrder } from './order-moves';
import { isFinal, orderById, type Seller } from './seller';
import { endTask, moveTask, openTask } from './task-life';

/** True for a step that somebody did by hand already. */
function isDone(order: OrderRecord, step: PlannedStep): boolean {
  if (step.kind === 'accept') return order.state !== 'acknowledged';
  if (step.kind === 'setDate') return order.items.every((item) => item.expectedCompletionDate);
  return (
    step.kind === 'milestone' &&
    order.items.every((item) => item.milestones.some((milestone) => milestone.name === step.name))
  );
}

/** What comes next by plan, past what was done by hand. */
export function nextStep(order: OrderRecord): PlannedStep | undefined {
  if (isFinal(order)) return undefined;
  return order.plan.find((step) => !isDone(order, step));
}

function perform(seller: Seller, order: OrderRecord, step: PlannedStep): void {
  order.plan = order.plan.slice(order.plan.indexOf(step) + 1);
  if (step.kind === 'accept') acceptOrder(seller, order);
  else if (step.kind === 'setDate') setDate(seller, order, { date: step.expectedOn ?? '' });
  else if (step.kind === 'milestone') reachMilestone(seller, order, { name: step.name ?? '' });
  else if (step.kind === 'slip') slipDate(seller, order, step.slipDays ?? 5, step.text);
  else if (step.kind === 'charge') raiseCharge(seller, order, {});
  else if (step.kind === 'complete') completeOrder(seller, order);
  else cancelUnasked(seller, order, 'The seller cannot deliver.');
}

/** The seller gives up; open charges are moot by then. */
export function cancelUnasked(seller: Seller, order: OrderRecord, why: string): void {
  moveOrder(seller, order, 'pendingCancellation', why);
  finishCancellation(seller, order, why);
}

/** Decides a buyer's wish the way the scenario says. */
function decide(seller: Seller, task: TaskRecord): void {
  const order = orderById(seller, task.orderId);
  const way = seller.state.value.scenario.requests;
  if (!order || way === 'hold') return;
  if (way === 'reject') endTask(seller, task, 'rejected', 'The request came too late.');
  else if (way === 'accept') endTask(seller, task, 'done');
  else {
    const priceCategory = task.kind === 'cancel' ? 'cancellation' : 'expedite';
    raiseCharge(seller, order, { task, priceCategory });
    moveTask(seller, task, 'inProgress.assessingCharge');
  }
}

/** One step forward, now, whatever the clock says. The rest of the plan keeps its distances. */
export function stepOrder(seller: Seller, order: OrderRecord): void {
  if (openCharges(seller, order).length > 0) {
    throw new IllegalMove('The order waits for the buyer’s answer to a charge.');
  }
  const task = openTask(seller, order);
  if (task) {
    endTask(seller, task, 'done');
    return;
  }
  const step = nextStep(order);
  if (!step) throw new IllegalMove(`Nothing comes after ${order.state}.`);
  const early = step.dueMs - seller.clock.nowMs();
  for (const later of order.plan) later.dueMs -= early;
  perform(seller, order, step);
}

/** Frozen orders stay, and so do those of an earlier run, and paced ones while pace is off. */
export function isStill(seller: Seller, order: OrderRecord): boolean {
  const { paceSeconds, pace } = seller.state.value.scenario;
  return order.frozen || order.run !== seller.run || (paceSeconds !== null && !pace);
}

/** Orders an earlier run left behind move only when told. */
export function freezeLeftovers(seller: Seller): void {
  for (const order of seller.state.value.orders) {
    if (order.run !== seller.run && !isFinal(order)) order.frozen = true;
  }
}

/** Stops an order where it is, or lets it go on from here: time that went by is not caught up. */
export function freezeOrder(seller: Seller, order: OrderRecord, frozen: boolean): void {
  order.frozen = frozen;
  if (frozen) return;
  order.run = seller.run;
  const late = seller.clock.nowMs() - (nextStep(order)?.dueMs ?? Infinity);
  if (late > 0) for (const step of order.plan) step.dueMs += late;
}

/** Does everything that is due; true when anything was. */
export function carryOn(seller: Seller): boolean {
  const now = seller.clock.nowMs();
  let moved = false;
  for (const order of seller.state.value.orders) {
    if (isFinal(order) || isStill(seller, order)) continue;
    for (const charge of openCharges(seller, order)) {
      if (Date.parse(charge.responseDueDate) > now) continue;
      timeOutCharge(seller, charge);
      moved = true;
    }
    const task = openTask(seller, order);
    if (task?.state === 'acknowledged' && task.dueMs <= now) {
      decide(seller, task);
      moved = true;
    }
    moved = advance(seller, order, now) || moved;
  }
  return moved;
}

function advance(seller: Seller, order: OrderRecord, now: number): boolean {
  let moved = false;
  for (let step = nextStep(order); step && step.dueMs <= now; step = nextStep(order)) {
    const mayMove = step.kind === 'accept' ? 'acknowledged' : 'inProgress';
    if (order.state !== mayMove) break;
    perform(seller, order, step);
    moved = true;
  }
  return moved;
}
