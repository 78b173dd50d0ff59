import { Refusal, type ErrorCode, type Facts } from '../domain/errors';
import { isDecision, type WorkflowAction } from '../domain/order/actions';
import type { Seen } from '../domain/order/change';
import { checkAction } from '../domain/order/check-action';
import { toMinor } from '../domain/money';
import type { Order } from '../domain/order/order';
import type { Member } from '../ports/directory';
import type { Channel, Intent, IntentInput } from '../ports/orders';
import type { ActAnswer } from '../domain/order/act-answer';
import { checkOrderNow } from './check-order';
import { factsOf } from '../domain/order/facts-of';
import { fieldsOf } from '../domain/order/fields-of';
import { isStale, standingFacts, type Standing } from '../domain/order/seen';
import { readOrder } from './read-order';
import { requireMember } from './require-member';
import type { Tools } from './tools';

export interface ActOnOrder {
  actor: string;
  channel: Channel;
  orderNumber: string;
  action: WorkflowAction;
  /** What the channel calls this wish; the same key again is the same wish. */
  clientKey: string;
  seen: Seen;
  input: IntentInput;
  /** For channels that say a wish twice: its id, made of what they said. */
  intentId?: string;
}

export type ActResult =
  | { result: 'done'; answer: ActAnswer }
  /** Stored and certain to be tried; the answer comes later by itself. */
  | { result: 'queued' }
  | { result: 'refused'; code: ErrorCode; facts: Facts };

/**
 * The one way a person changes an order's story: ask the rule, store the wish, hand it to the
 * workflow. Refused wishes are stored by nobody; a stored one is finished even if we die here.
 */
export async function actOnOrder(tools: Tools, wish: ActOnOrder): Promise<ActResult> {
  const member = await requireMember(tools.directory, wish.actor);
  const order = await readOrder(tools, wish.orderNumber);
  const repeated = await findRepeated(tools, wish);
  if (repeated !== null) return repeated;
  const refusal = judge(order, member, wish);
  if (refusal !== null) return refusal;
  if (wish.action === 'submit') await refreshServiceability(tools, order, member);

  const intent = await tools.orders.recordIntent({
    id: wish.intentId ?? tools.newId(),
    dedupeKey: dedupeKey(wish),
    orderNumber: wish.orderNumber,
    action: wish.action,
    actor: wish.actor,
    channel: wish.channel,
    seen: wish.seen,
    input: wish.input,
    at: tools.clock.nowIso(),
  });
  tools.crashPoints.reached('api.commit', wish.orderNumber);
  return answerOf(intent) ?? carryOut(tools, intent);
}

/** Hands a stored wish to the workflow, now or again; also the relay's way. */
export async function carryOut(tools: Tools, intent: Intent): Promise<ActResult> {
  const outcome = await tools.runtime.act(
    {
      orderNumber: intent.orderNumber,
      provider: intent.provider,
      action: intent.action as WorkflowAction,
      intentId: intent.id,
      actor: intent.actor,
      seen: intent.seen,
    },
    tools.patienceMs,
  );
  if (outcome.outcome === 'pending') return { result: 'queued' };
  if (outcome.outcome === 'done') return { result: 'done', answer: outcome.answer };
  const { code, facts } = outcome;
  const at = tools.clock.nowIso();
  const stored = await tools.orders.recordRefusal({ intentId: intent.id, code, facts, at });
  // What is stored is the truth: where two tries of one wish race, one of them hears it is too late.
  return (stored && answerOf(stored)) ?? { result: 'refused', code, facts };
}

/** A decision is one wish however often and wherever it is clicked; others are one per client key. */
export function dedupeKey(
  wish: Pick<ActOnOrder, 'orderNumber' | 'action' | 'actor' | 'seen' | 'clientKey'>,
): string {
  const { orderNumber, action, actor, seen } = wish;
  return isDecision(action)
    ? [orderNumber, seen.revision, seen.round ?? 0, seen.step ?? 0, actor, action].join('/')
    : [orderNumber, action, actor, wish.clientKey].join('/');
}

async function findRepeated(tools: Tools, wish: ActOnOrder): Promise<ActResult | null> {
  const intent = await tools.orders.findLiveIntent(dedupeKey(wish));
  if (intent === null) return null;
  return answerOf(intent) ?? carryOut(tools, intent);
}

function answerOf(intent: Intent): ActResult | null {
  if (intent.state === 'accepted' && intent.answer !== null) {
    return { result: 'done', answer: intent.answer };
  }
  return intent.refusal === null ? null : { result: 'refused', ...intent.refusal };
}

function judge(order: Order, member: Member, wish: ActOnOrder): ActResult | null {
  const total = order.totalCost === null ? null : toMinor(order.totalCost);
  const asker = { oid: member.oid, rights: member };
  const verdict = checkAction(wish.action, factsOf(order), asker, total);
  if (!verdict.allowed) return { result: 'refused', code: verdict.code, facts: verdict.facts };
  const now = standingOf(order);
  if (isStale(wish.seen, now)) {
    return { result: 'refused', code: 'SEEN_STALE', facts: standingFacts(now) };
  }
  return textMissing(wish);
}

function standingOf({ stage, revision, round, termsHash, approval }: Order): Standing {
  const current = approval?.steps.find((step) => step.state === 'current');
  return { stage, revision, round, termsHash, step: current?.step ?? null };
}

function textMissing({ action, input }: ActOnOrder): ActResult | null {
  const empty = (text: string | undefined) => (text ?? '').trim() === '';
  if ((action === 'reject' || action === 'return') && empty(input.comment)) {
    return { result: 'refused', code: 'COMMENT_REQUIRED', facts: {} };
  }
  if (action === 'cancel' && empty(input.reason)) {
    return { result: 'refused', code: 'REASON_REQUIRED', facts: {} };
  }
  return null;
}

/** A submit is judged by the carrier's answer of now, not of when the draft was written. */
async function refreshServiceability(tools: Tools, order: Order, member: Member): Promise<void> {
  const provider = await tools.directory.findProvider(order.provider.key);
  if (provider === null) throw new Refusal('PROVIDER_UNKNOWN', { given: order.provider.key });
  await checkOrderNow(tools, {
    orderNumber: order.orderNumber,
    fields: fieldsOf(order),
    site: order.site,
    provider,
    requestedBy: member,
  });
}
