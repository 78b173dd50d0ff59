import { verdictOn } from '../../../cards/order-facts';
import { actionRow, isDecision, type WorkflowAction } from '../../domain/order/actions';
import type { Order } from '../../domain/order/order';
import { actOnOrder } from '../../use-cases/act-on-order';
import { readOrder, seenOf } from '../../use-cases/read-order';
import { uuidFrom, type Asking } from '../asking';
import { orderCard } from '../answers/draw';
import { refusalOf, repeatedSentence, resultSentence } from '../answers/sentences';
import { parseInput } from '../press-input';
import { message, type Outcome } from '../turn';
import { changedTerms } from './changed-terms';
import { commandRow } from './command-table';
import { findOrder } from './find-order';
import { lexFields } from './lex-fields';
import { parseConfirmation } from './parse-id';

type TypedAction = Exclude<WorkflowAction, 'edit'>;

/** An action by its word. Who types has no card before them, so what they last saw is looked up. */
export async function typeAction(
  asking: Asking,
  action: TypedAction,
  text: string,
): Promise<Outcome> {
  const found = await findOrder(asking, text);
  if (found.order === null) return message(found.sentence);
  const { order } = found;
  // Teams repeats what it had no answer to; meanwhile the order may ask the same question anew.
  const intentId = uuidFrom('typed', asking.turn.key);
  const before = await asking.tools.orders.findIntent(intentId);
  if (before !== null && before.state !== 'pending') {
    return message(`${order.orderNumber}: ${repeatedSentence(before, order)}`);
  }
  const confirmed = parseConfirmation(found.rest);
  const changed = await changedSince(asking, { order, action, confirmed: confirmed.revision });
  if (changed !== null) return changed;
  const given = inputOf(action, confirmed.rest);
  if (typeof given === 'string') return message(given);
  const parsed = parseInput(given);
  if ('code' in parsed) return message(refusalOf(parsed.code, parsed.facts));

  const result = await actOnOrder(asking.tools, {
    actor: asking.member.oid,
    channel: 'teams',
    orderNumber: order.orderNumber,
    action,
    clientKey: asking.turn.key,
    seen: seenOf(order, action),
    input: parsed.input,
    intentId,
  });
  const after = await readOrder(asking.tools, order.orderNumber);
  const sentence = resultSentence(action, result, after);
  const isMissing =
    result.result === 'refused' && ['COMMENT_REQUIRED', 'REASON_REQUIRED'].includes(result.code);
  const example = isMissing ? ` Example: ${commandRow(action).example}` : '';
  return message(`${order.orderNumber}: ${sentence}${example}`);
}

interface Comparison {
  order: Order;
  action: TypedAction;
  confirmed: number | null;
}

/**
 * Terms that changed since this person saw them are shown before anything counts; whoever cannot do
 * it in any case is not asked to confirm, but told why.
 */
async function changedSince(
  asking: Asking,
  { order, action, confirmed }: Comparison,
): Promise<Outcome | null> {
  if (!isDecision(action) && action !== 'submit') return null;
  const { orderNumber, revision } = order;
  if (confirmed === revision) return null;
  const { oid } = asking.member;
  const shown = await asking.copies.lastShown(orderNumber, oid);
  if (confirmed === null && (shown === null || isAsShown(order, action, { ...shown, oid }))) {
    return null;
  }
  const verdict = verdictOn(action, order, asking.member);
  if (!verdict.allowed) {
    return message(`${orderNumber}: ${refusalOf(verdict.code, verdict.facts, order)}`);
  }
  const terms = await changedTerms(asking, shown?.terms ?? null, order);
  const sentence = `Now revision ${revision}: ${terms}. Send \`${action} ${orderNumber} r${revision}\` to confirm.`;
  return action === 'submit'
    ? orderCard(asking, order, { message: `The terms changed since you saw them. ${sentence}` })
    : message(`${orderNumber}: ${sentence}`);
}

/** A draft keeps its revision while it is written; who changed its terms last knows them. */
function isAsShown(
  { revision, termsHash, lastTermsEditor }: Order,
  action: TypedAction,
  shown: { revision: number; termsHash: string; oid: string },
): boolean {
  return action === 'submit'
    ? shown.termsHash === termsHash || lastTermsEditor?.oid === shown.oid
    : shown.revision === revision;
}

/** What an action asks for, under the names a card's inputs have; a sentence where unreadable. */
function inputOf(action: TypedAction, rest: string): Record<string, string> | string {
  if (rest === '') return {};
  const asks = actionRow(action).asks.map((ask) => ask.replace('?', ''));
  const [only] = asks;
  if (only === undefined) return {};
  if (asks.length === 1) return { [only]: rest };
  const { fields, mistakes } = lexFields(rest);
  if (fields.length === 0) return { [only]: rest };
  if (mistakes.length > 0) return ['Nothing was changed.', ...mistakes].join('\n');
  const names = fields.map(({ name }) => (name === 'billing' ? 'billing_start_on' : name));
  const unknown = names.find((name) => !asks.includes(name));
  if (unknown !== undefined) {
    return `Nothing was changed. “${unknown}” is not asked for; ${commandRow(action).usage}.`;
  }
  return Object.fromEntries(fields.map(({ value }, index) => [names[index] ?? '', value]));
}
