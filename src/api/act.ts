import { createHash } from 'node:crypto';
import { Refusal, type ErrorCode, type Facts } from '../domain/errors';
import { toMinor } from '../domain/money';
import type { WorkflowAction } from '../domain/order/actions';
import type { Seen } from '../domain/order/change';
import type { Order } from '../domain/order/order';
import { STAGES } from '../domain/order/stages';
import type { Member } from '../ports/directory';
import type { IntentInput } from '../ports/orders';
import { actOnOrder, type ActResult } from '../use-cases/act-on-order';
import { factsOf, readOrder } from '../use-cases/read-order';
import type { Tools } from '../use-cases/tools';
import type { SeenAnswer, TransitionAnswer } from './answers';
import { actionSetOf, type OfferContext } from './offers';
import { RefusalWith } from './problem';
import type { Reply } from './route';
import { toOrderAnswer } from './to-answer';

export function toSeen(seen: SeenAnswer): Seen {
  const { terms_hash: termsHash, round, step, stage, revision } = seen;
  return {
    stage,
    revision,
    ...(round === undefined ? {} : { round }),
    ...(step === undefined ? {} : { step }),
    ...(termsHash === undefined ? {} : { termsHash }),
  };
}

export function toSeenAnswer(seen: Seen): SeenAnswer {
  const { termsHash, ...rest } = seen;
  return { ...rest, ...(termsHash === undefined ? {} : { terms_hash: termsHash }) };
}

/** Names of those an order waits for now. */
export function waitingFor(order: Order): string[] {
  const step = order.approval?.steps.find((candidate) => candidate.state === 'current');
  return (step?.persons ?? []).map((person) => person.name);
}

export function offerContext(order: Order, member: Member): OfferContext {
  return {
    facts: factsOf(order),
    actor: member,
    totalMinor: order.totalCost === null ? null : toMinor(order.totalCost),
    waitingFor: waitingFor(order),
  };
}

export interface Wish {
  member: Member;
  orderNumber: string;
  action: WorkflowAction;
  clientKey: string;
  seen: Seen;
  input: IntentInput;
}

/** Acts and answers with the order as it stands afterwards. */
export async function actAndAnswer(tools: Tools, wish: Wish): Promise<Reply> {
  const { member, orderNumber } = wish;
  const result = await actOnOrder(tools, { ...wish, actor: member.oid, channel: 'web' });
  const order = await readOrder(tools, orderNumber);
  if (result.result === 'refused') throw refusalOf(result, order, member);
  const body: TransitionAnswer = {
    state: result.result,
    message: messageOf(result, order),
    order: toOrderAnswer(order, member),
  };
  return { status: result.result === 'queued' ? 202 : 200, body };
}

function refusalOf(
  { code, facts }: { code: ErrorCode; facts: Facts },
  order: Order,
  member: Member,
): Refusal {
  const set = actionSetOf(offerContext(order, member));
  const allowed = Object.entries(set).flatMap(([name, offer]) => (offer.allowed ? [name] : []));
  return new RefusalWith(
    code,
    { ...facts, waitingFor: waitingFor(order) },
    {
      allowed: allowed as WorkflowAction[],
      current: toOrderAnswer(order, member),
    },
  );
}

/** What happened and what comes next, in one sentence. */
export function messageOf(result: ActResult, order: Order): string {
  if (result.result === 'refused') return '';
  if (result.result === 'queued') return 'Recorded, being confirmed.';
  const { stage, step, steps, sending, cancelRequested } = result.answer;
  if (stage === 'pending_approval') {
    return `Step ${step ?? 1} of ${steps ?? 1} waits for ${waitingFor(order).join(', ')}.`;
  }
  if (cancelRequested) return 'Cancellation requested from the provider.';
  if (sending) return `Approved. It is being sent to ${order.provider.name}.`;
  return `${STAGES[stage].label}.`;
}

/** A key for a client that brought none: the same wish on the same state is the same wish. */
export function keyFor(...words: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
}
