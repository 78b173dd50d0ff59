import { condition, log } from '@temporalio/workflow';
import { effectOf, type CarrierEvent } from '../src/domain/order/events';
import type { Change, Due } from '../src/domain/order/change';
import { isEnd } from '../src/domain/order/stages';
import { askForCancellation, mayAskForCancellation } from './ask-for-cancellation';
import { record } from './record';
import { recordChange } from './record-change';
import type { Order } from './order';

/** A draft inside its workflow: sent back, recalled or revised, until it is submitted again. */
export async function waitForSubmission(order: Order): Promise<void> {
  await condition(() => order.memory.snapshot.stage !== 'drafted' || hasNews(order));
  await takeNews(order);
}

/** Someone has to decide; reminders and the escalation come due meanwhile, and no silence decides. */
export async function waitForDecision(order: Order): Promise<void> {
  const { approval, nextDue } = order.memory.snapshot;
  const moved = () =>
    order.memory.snapshot.stage !== 'pending_approval' ||
    order.memory.snapshot.approval?.step !== approval?.step ||
    hasNews(order);
  await waitUntilDue(nextDue, moved, async (due) => {
    const step = approval?.step ?? 1;
    await record(order, dueId(order, due), {
      kind: due.reason === 'escalation' ? 'escalate' : 'remind',
      step,
    });
  });
  await takeNews(order);
}

/** The order is at the provider, or at the site: news, a cancellation, silence, the acceptance window. */
export async function waitForNews(order: Order): Promise<void> {
  const { stage, acceptance, nextDue } = order.memory.snapshot;
  if (stage === 'testing' && acceptance === 'completion') {
    await record(order, `${order.number}/accepted-by-rule`, { kind: 'accepted_by_rule' });
    return;
  }
  const moved = () =>
    order.memory.snapshot.stage !== stage ||
    hasNews(order) ||
    mayAskForCancellation(order.memory.snapshot);
  await waitUntilDue(nextDue, moved, async (due) => {
    const kind = due.reason === 'silence' ? 'silence' : 'accepted_by_rule';
    await record(order, dueId(order, due), { kind });
  });
  await takeNews(order);
  if (mayAskForCancellation(order.memory.snapshot)) await askForCancellation(order);
}

/** The one timer of an order: nothing due waits without one. */
async function waitUntilDue(
  due: Due | null,
  moved: () => boolean,
  onDue: (due: Due) => Promise<void>,
): Promise<void> {
  if (due === null) {
    await condition(moved);
    return;
  }
  const ms = Math.max(1, Date.parse(due.at) - Date.now());
  if (await condition(moved, ms, { summary: due.reason })) return;
  await onDue(due);
}

function dueId(order: Order, due: Due): string {
  return `${order.number}/${due.reason}/${due.at}`;
}

function hasNews(order: Order): boolean {
  const { inbox, taskInbox } = order.memory;
  return inbox.length + taskInbox.length > 0;
}

/** Takes what the carrier reported, one event at a time, in the carrier's order. */
export async function takeNews(order: Order): Promise<void> {
  await takeTaskEvents(order);
  for (let events = order.memory.waiting(); events.length > 0; events = order.memory.waiting()) {
    const event = events[0] as CarrierEvent;
    await order.inTurn(() => takeEvent(order, event));
    if (isEnd(order.memory.snapshot.stage)) continue;
    if (mayAskForCancellation(order.memory.snapshot)) return;
  }
}

/** What became of our messages raises or clears a cause; it never moves the order. */
async function takeTaskEvents(order: Order): Promise<void> {
  const { memory } = order;
  for (let [event] = memory.waitingTaskEvents(); event; [event] = memory.waitingTaskEvents()) {
    const { key, kind, cause } = event;
    const change: Change =
      kind === 'trouble' ? { kind: 'attention', cause } : { kind: 'attention_over', cause };
    await record(order, key, change);
    memory.took(event);
  }
}

async function takeEvent(order: Order, event: CarrierEvent): Promise<void> {
  const effect = effectOf(order.memory.snapshot.stage, event.kind);
  const recorded = await recordChange(order.number, order.memory, event.key, {
    kind: 'event',
    event,
    to: effect.effect === 'step' ? effect.to : null,
    late: effect.effect === 'late',
    cause: effect.effect === 'attention' ? effect.cause : null,
  });
  if (!recorded.recorded) {
    log.warn('An event of the carrier was refused', { kind: event.kind, code: recorded.code });
  }
  order.memory.took(event);
}
