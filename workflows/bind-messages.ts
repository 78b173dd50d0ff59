import { ApplicationFailure, log, setHandler } from '@temporalio/workflow';
import type { WorkflowAction } from '../src/domain/order/actions';
import { toActAnswer, type ActAnswer } from '../src/domain/order/act-answer';
import type { Seen, Snapshot } from '../src/domain/order/change';
import { checkAction } from '../src/domain/order/check-action';
import { isStale, standingFacts } from '../src/domain/order/seen';
import { actionUpdates, carrierEventsSignal, taskEventsSignal } from './definitions';
import type { ActInput } from './messages';
import { recordChange, refusalFailure } from './record-change';
import type { Order } from './order';

/** Binds every Update and Signal before the first wait. */
export function bindMessages(order: Order): void {
  for (const { name, update } of actionUpdates) {
    setHandler(update, (input: ActInput) => act(order, name, input), {
      validator: (input: ActInput) => {
        check(order, name, input);
      },
    });
  }
  setHandler(carrierEventsSignal, (events) => {
    order.memory.receive(events);
  });
  setHandler(taskEventsSignal, (events) => {
    order.memory.receiveTaskEvents(events);
  });
}

/** Synchronous and pure: refused before anything is written. A repeated id passes to its answer. */
function check(order: Order, name: WorkflowAction, input: ActInput): void {
  const { memory } = order;
  if (memory.answerOf(input.intentId) !== undefined) return;
  const { snapshot } = memory;
  // A draft is edited outside: what the workflow remembers of it may be old, the projection looks.
  if (snapshot.pv > 0 && snapshot.stage !== 'drafted') requireSeen(snapshot, input.seen);
  const verdict = checkAction(name, snapshot, { oid: input.actor, rights: null });
  if (!verdict.allowed) throw refusalFailure(verdict.code, verdict.facts);
}

function requireSeen(now: Snapshot, seen: Seen): void {
  const standing = { ...now, step: now.approval?.step ?? null };
  if (isStale(seen, standing)) throw refusalFailure('SEEN_STALE', standingFacts(standing));
}

async function act(order: Order, name: WorkflowAction, input: ActInput): Promise<ActAnswer> {
  try {
    return await order.inTurn(() => actInTurn(order, name, input));
  } catch (error) {
    // Anything but an application failure would fail the task and block every other Update.
    if (error instanceof ApplicationFailure) throw error;
    log.error('An update failed unexpectedly', { action: name, cause: String(error) });
    throw refusalFailure('INTERNAL', { action: name });
  }
}

async function actInTurn(order: Order, name: WorkflowAction, input: ActInput): Promise<ActAnswer> {
  const { memory } = order;
  const known = memory.answerOf(input.intentId);
  if (known !== undefined) return known;
  check(order, name, input);
  const { intentId, actor, seen } = input;
  const change = { kind: 'act' as const, action: name, intentId, actor, seen };
  const recorded = await recordChange(order.number, memory, intentId, change, () => {
    check(order, name, input);
    return true;
  });
  if (!recorded.recorded) throw refusalFailure(recorded.code, recorded.facts);
  const answer = toActAnswer(memory.snapshot);
  memory.keepAnswer(intentId, answer);
  return answer;
}
