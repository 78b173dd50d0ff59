import { createHash } from 'node:crypto';
import { errorEntry, type ErrorCode, type Facts } from '../domain/errors';
import { namesOf, refusalSentence } from '../domain/errors/sentence';
import { toMinor } from '../domain/money';
import { ACTION_NAMES, type ActionName, type WorkflowAction } from '../domain/order/actions';
import type { Seen } from '../domain/order/change';
import type { Order } from '../domain/order/order';
import { STAGES } from '../domain/order/stages';
import type { Member } from '../ports/directory';
import type { Channel, IntentInput } from '../ports/orders';
import { actOnOrder, type ActResult } from '../use-cases/act-on-order';
import { factsOf } from '../domain/order/facts-of';
import { readOrder } from '../use-cases/read-order';
import type { Tools } from '../use-cases/tools';
import type { ProblemAnswer, SeenAnswer, TransitionAnswer } from './answers';
import { offerOf, type OfferContext } from './offers';
import { RefusalWith } from './problem';
import type { Reply } from './route';
import { toOrderAnswer } from './to-answer';

export function toSeenAnswer({ termsHash, ...rest }: Seen): SeenAnswer {
  return { ...rest, ...(termsHash === undefined ? {} : { terms_hash: termsHash }) };
}

export function offerContext(order: Order, member: Member): OfferContext {
  return {
    facts: factsOf(order),
    actor: member,
    totalMinor: order.totalCost === null ? null : toMinor(order.totalCost),
    names: namesOf(order),
  };
}

/** What this person may do to the order now, besides looking at it. */
export function allowedActions(order: Order, member: Member): ActionName[] {
  const context = offerContext(order, member);
  return ACTION_NAMES.filter((name) => name !== 'create' && offerOf(name, context).allowed);
}

export interface Wish {
  member: Member;
  channel: Channel;
  orderNumber: string;
  action: WorkflowAction;
  clientKey: string;
  seen: Seen;
  input: IntentInput;
}

/** Acts and answers with the order as it stands afterwards. `place` is where the body has inputs. */
export async function actAndAnswer(tools: Tools, wish: Wish, place = ''): Promise<Reply> {
  const { member, orderNumber, seen } = wish;
  const result = await actOnOrder(tools, { ...wish, actor: member.oid });
  const order = await readOrder(tools, orderNumber);
  if (result.result === 'refused') throw refusalOf(result, { order, member, seen, place });
  const body: TransitionAnswer = {
    state: result.result,
    message: messageOf(result, order),
    order: toOrderAnswer(order, member),
  };
  return { status: result.result === 'queued' ? 202 : 200, body };
}

interface RefusalPlace {
  order: Order;
  member: Member;
  seen: Seen;
  place: string;
}

const INPUTS: Partial<Record<ErrorCode, string>> = {
  REASON_REQUIRED: 'reason',
  COMMENT_REQUIRED: 'comment',
};

function refusalOf(
  refused: { code: ErrorCode; facts: Facts },
  { order, member, seen, place }: RefusalPlace,
): RefusalWith {
  // "Not in this state" is no answer to somebody who saw another state: they have to look again.
  const stale = errorEntry(refused.code).status === 409 && hasMoved(order, seen);
  const { stage, revision, round } = order;
  const code = stale ? 'SEEN_STALE' : refused.code;
  const facts = stale ? { stage, revision, round } : refused.facts;
  const detail = refusalSentence(code, facts, namesOf(order));
  const input = INPUTS[code];
  const errors: ProblemAnswer[] =
    input === undefined ? [] : [{ pointer: `${place}/${input}`, code, detail }];
  const allowed = allowedActions(order, member);
  const current = toOrderAnswer(order, member);
  return new RefusalWith(code, facts, { detail, errors, allowed, current });
}

function hasMoved(order: Order, seen: Seen): boolean {
  const { stage, revision, round } = order;
  const rounds = seen.round === undefined || seen.round === round;
  return seen.stage !== stage || seen.revision !== revision || !rounds;
}

/** What happened and what comes next, in one sentence. */
export function messageOf(result: ActResult, order: Order): string {
  if (result.result === 'refused') {
    return refusalSentence(result.code, result.facts, namesOf(order));
  }
  if (result.result === 'queued') return 'Recorded, being confirmed.';
  const { stage, step, steps, sending, cancelRequested } = result.answer;
  if (stage === 'pending_approval') {
    const { waitingFor = [] } = namesOf(order);
    const place = `Step ${step ?? 1} of ${steps ?? 1}`;
    return waitingFor.length === 0
      ? `${place} is asked.`
      : `${place} waits for ${waitingFor.join(' or ')}.`;
  }
  if (cancelRequested) return 'Cancellation requested from the provider.';
  if (sending) return `Approved. It is being sent to ${order.provider.name}.`;
  return `${STAGES[stage].label}.`;
}

/** A key for a client that brought none: the same wish on the same state is the same wish. */
export function keyFor(...words: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
}
