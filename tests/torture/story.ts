import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionName } from '../../src/domain/order/actions';
import type { Stage as OrderStage } from '../../src/domain/order/stages';
import { STRAIGHT_LINE } from '../../src/domain/order/transitions';
import type { OrderPlan } from './order-plan';
import type { ActOptions, Person } from './person';
import type { Stage } from './stage';

/**
 * How long a step may take before the run is broken. A busy machine needs longer for the same work;
 * what has to be quick is measured by its own invariant.
 */
export const PATIENCE_MS = 300_000;
const ASK_AGAIN_MS = 12_000;

export function hasReached(stage: Stage, orderNumber: string, wanted: OrderStage): boolean {
  const now = stage.watch.of(orderNumber)?.stage ?? 'drafted';
  return STRAIGHT_LINE.indexOf(now) >= STRAIGHT_LINE.indexOf(wanted);
}

/** Waits until the order stands there or further on. */
export function reach(stage: Stage, orderNumber: string, wanted: OrderStage): Promise<void> {
  return stage.watch.until(
    `${orderNumber} at ${wanted}`,
    () => hasReached(stage, orderNumber, wanted),
    PATIENCE_MS,
  );
}

/** Does what a person does who waits for an effect: act, look, and after a while act again. */
export async function actUntil(
  stage: Stage,
  click: () => Promise<{ outcome: string }>,
  isDone: () => boolean,
  what: string,
): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!isDone()) {
    const { outcome } = await click();
    const patience = outcome === 'refused' ? 400 : ASK_AGAIN_MS;
    await stage.watch.until(what, isDone, patience).catch(() => undefined);
    if (Date.now() > end) throw new Error(`${what} had no effect`);
  }
}

/** Acts in the browser until the order has come that far. */
export function actTo(
  stage: Stage,
  by: Person,
  order: { number: string; action: ActionName; to: OrderStage },
  options: ActOptions = {},
): Promise<void> {
  return actUntil(
    stage,
    () => by.act(order.number, order.action, options),
    () => hasReached(stage, order.number, order.to),
    `${order.action} ${order.number}`,
  );
}

export function submit(stage: Stage, plan: OrderPlan, orderNumber: string): Promise<void> {
  const by = stage.people[plan.requester];
  return actTo(stage, by, { number: orderNumber, action: 'submit', to: 'pending_approval' });
}

/** One step of the approval, in the browser or in Teams. */
export function approveStep(
  stage: Stage,
  orderNumber: string,
  step: { number: number; by: Person; inTeams: boolean },
): Promise<void> {
  const isDone = () => {
    const order = stage.watch.of(orderNumber);
    const asked = order?.stage === 'pending_approval' ? order.step : null;
    return hasReached(stage, orderNumber, 'approved') || (asked ?? 0) > step.number;
  };
  const isAsked = () => stage.watch.of(orderNumber)?.step === step.number;
  const click = async () => {
    if (!isAsked()) return { outcome: 'refused' };
    if (!step.inTeams) return step.by.act(orderNumber, 'approve');
    await step.by.say(orderNumber, 'approve');
    return { outcome: 'said' };
  };
  return actUntil(stage, click, isDone, `approve ${orderNumber}, step ${step.number}`);
}

export async function approve(stage: Stage, plan: OrderPlan, orderNumber: string): Promise<void> {
  const { dana, lee } = stage.people;
  const inTeams = plan.approvesInTeams;
  await approveStep(stage, orderNumber, { number: 1, by: dana, inTeams });
  await approveStep(stage, orderNumber, { number: 2, by: lee, inTeams: false });
}

const SEEN_AFTER: readonly OrderStage[] = ['confirmed', 'install_scheduled'];

/** The carrier does its work, step by step, until it is complete. */
export async function deliver(stage: Stage, plan: OrderPlan, orderNumber: string): Promise<void> {
  await reach(stage, orderNumber, 'submitted');
  for (let steps = 0, state = ''; state !== 'completed'; steps += 1) {
    state = await stage.outside.atCarrier(orderNumber, { do: 'step' });
    const seen = SEEN_AFTER[steps];
    if (!plan.jumps && seen !== undefined) await reach(stage, orderNumber, seen);
    else await sleep(150);
  }
  await reach(stage, orderNumber, 'testing');
}

/** From the draft to the end, as four people and a carrier would. */
export async function playOrder(stage: Stage, plan: OrderPlan, orderNumber: string): Promise<void> {
  await submit(stage, plan, orderNumber);
  await approve(stage, plan, orderNumber);
  await finishOrder(stage, plan, orderNumber);
}

/** What follows the approvals. */
export async function finishOrder(
  stage: Stage,
  plan: OrderPlan,
  orderNumber: string,
): Promise<void> {
  await deliver(stage, plan, orderNumber);
  const by = stage.people[plan.requester];
  await actTo(stage, by, { number: orderNumber, action: 'accept', to: 'activated' });
  await actTo(stage, by, { number: orderNumber, action: 'enable', to: 'enabled' });
}
