import { parseCardStage } from '../../cards/card-stage';
import { isDecision, type WorkflowAction } from '../domain/order/actions';
import type { Seen } from '../domain/order/change';
import { factsOf } from '../domain/order/facts-of';
import { checkAction } from '../domain/order/check-action';
import { toMinor } from '../domain/money';
import type { Order } from '../domain/order/order';
import { actOnOrder, type ActResult } from '../use-cases/act-on-order';
import { readOrder, seenOf } from '../use-cases/read-order';
import { pressKey, type Asking } from './asking';
import { approvalCard, copyCard, orderCard, outcomeCard } from './answers/draw';
import { doneSentence, refusalOf } from './answers/sentences';
import { parseInput, parseOrderNumber } from './press-input';
import { message, type CardData, type Outcome } from './turn';

/** A button of an order's card: what its presser saw is compared, the rest is read again. */
export async function pressAction(
  asking: Asking,
  action: WorkflowAction,
  data: CardData,
): Promise<Outcome> {
  const before = await readOrder(asking.tools, parseOrderNumber(data));
  const parsed = parseInput(data);
  if ('code' in parsed) return message(refusalOf(parsed.code, parsed.facts));
  const { input } = parsed;
  const seen = seenIn(data, action);
  const result: ActResult =
    seen === null
      ? staleResult(before)
      : await actOnOrder(asking.tools, {
          actor: asking.member.oid,
          channel: 'teams',
          orderNumber: before.orderNumber,
          action,
          clientKey: pressKey(before, [action, JSON.stringify(input)]),
          seen,
          input,
        });
  const order = await readOrder(asking.tools, before.orderNumber);
  if (result.result === 'queued') return outcomeCard(asking, order, { beingConfirmed: true });
  if (result.result === 'done') {
    return isDecision(action)
      ? copyCard(asking, order, 'approval', {})
      : orderCard(asking, order, { message: doneSentence(action, order) });
  }
  return refused(asking, { action, order, seen, result, comment: input.comment ?? '' });
}

const staleResult = ({ stage, revision, round }: Order): ActResult => ({
  result: 'refused',
  code: 'SEEN_STALE',
  facts: { stage, revision, round },
});

/** What the card said when it was pressed; null where it says too little to compare. */
export function seenIn(data: CardData, action: WorkflowAction): Seen | null {
  const { stage, revision, termsHash } = data;
  const place = typeof stage === 'string' ? parseCardStage(stage) : null;
  if (place === null || typeof revision !== 'number' || !Number.isInteger(revision)) return null;
  if (isDecision(action)) {
    const complete = place.round !== undefined && place.step !== undefined;
    return complete ? { ...place, revision } : null;
  }
  if (action !== 'submit') return { stage: place.stage, revision };
  return typeof termsHash === 'string' ? { stage: place.stage, revision, termsHash } : null;
}

interface RefusedPress {
  action: WorkflowAction;
  order: Order;
  seen: Seen | null;
  result: Extract<ActResult, { result: 'refused' }>;
  comment: string;
}

/** A wrong click is answered with the truth; nothing changed. */
function refused(asking: Asking, press: RefusedPress): Outcome {
  const { action, order, result, comment } = press;
  const { code, facts } = result;
  const decides = isDecision(action);
  if (decides && (code === 'COMMENT_REQUIRED' || isOutdated(press))) {
    if (mayDecide(asking, order)) {
      const error = code === 'COMMENT_REQUIRED' ? code : 'SEEN_STALE';
      return approvalCard(asking, order, { error, comment });
    }
    return outcomeCard(asking, order, { stale: { message: '' } });
  }
  const sentence = refusalOf(code, facts, order);
  if (code === 'REASON_REQUIRED') return orderCard(asking, order, { error: code });
  // Who may not do it at all keeps the card they have and reads why.
  return decides || code === 'ACTION_FORBIDDEN'
    ? message(sentence)
    : orderCard(asking, order, { message: sentence });
}

function isOutdated({ action, order, seen }: RefusedPress): boolean {
  if (seen === null) return true;
  const now = seenOf(order, action);
  return (
    seen.stage !== now.stage ||
    seen.revision !== now.revision ||
    seen.round !== now.round ||
    seen.step !== now.step
  );
}

function mayDecide({ member }: Asking, order: Order): boolean {
  const total = order.totalCost === null ? null : toMinor(order.totalCost);
  const asker = { oid: member.oid, rights: member };
  return checkAction('approve', factsOf(order), asker, total).allowed;
}
