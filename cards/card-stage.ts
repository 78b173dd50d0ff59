import type { Seen } from '../src/domain/order/change';
import type { Order } from '../src/domain/order/order';
import { STAGE_NAMES, type Stage } from '../src/domain/order/stages';

/** The step of the order's approval that is asked now. */
export function currentStep(order: Order) {
  return order.approval?.steps.find((step) => step.state === 'current');
}

/** The stage as a card remembers it: `drafted`, or `pending_approval:2.1` for round 2, step 1. */
export function toCardStage(order: Order): string {
  const step = currentStep(order);
  return order.stage === 'pending_approval' && step !== undefined
    ? `${order.stage}:${order.round}.${step.step}`
    : order.stage;
}

/** What a card's `stage` says its reader saw; null for text no card of ours carries. */
export function parseCardStage(text: string): Pick<Seen, 'stage' | 'round' | 'step'> | null {
  const [, word = '', round, step] = /^([a-z_]{1,32})(?::(\d{1,6})\.(\d{1,3}))?$/u.exec(text) ?? [];
  const stage = STAGE_NAMES.find((name): name is Stage => name === word);
  if (stage === undefined) return null;
  if (round === undefined || step === undefined) return { stage };
  return stage === 'pending_approval' ? { stage, round: Number(round), step: Number(step) } : null;
}
