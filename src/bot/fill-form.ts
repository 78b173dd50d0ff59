import { Refusal } from '../domain/errors';
import { FIELDS, FIELD_NAMES } from '../domain/order/fields';
import { requireAction } from '../domain/order/check-action';
import type { Order } from '../domain/order/order';
import { fieldsOf } from '../use-cases/act-on-order';
import { createOrder, type CreatedOrder } from '../use-cases/create-order';
import { editOrder, type EditedOrder } from '../use-cases/edit-order';
import { factsOf } from '../domain/order/facts-of';
import { readOrder } from '../use-cases/read-order';
import { requireGrant } from '../use-cases/require-member';
import { isShared, pressKey, uuidFrom, type Asking } from './asking';
import { formCard, orderCard } from './answers/draw';
import { checkSentences, refusalOf, resultSentence } from './answers/sentences';
import { formValues, parseOrderNumber } from './press-input';
import { seenIn } from './press';
import type { CardData, Outcome } from './turn';

/** Opens the form for a new order, or takes one that was filled. `then` says which. */
export async function pressCreate(
  asking: Asking,
  data: CardData,
  cardId: string | null,
): Promise<Outcome> {
  if (data['then'] === undefined) return openNewForm(asking);
  const given = data['draftId'];
  const draftId =
    typeof given === 'string' && given.length <= 100 ? given : (cardId ?? asking.turn.key);
  const values = formValues(data);
  try {
    const created = await createOrder(asking.tools, {
      actor: asking.member.oid,
      channel: 'teams',
      // Somebody else's form never leads to their order.
      clientId: uuidFrom('form', asking.member.oid, draftId),
      input: values,
      submit: data['then'] === 'submit',
    });
    return createdCard(asking, created);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    return formCard(asking, { values, problems: error.problems, draftId });
  }
}

export async function openNewForm(asking: Asking): Promise<Outcome> {
  requireGrant(asking.member, 3);
  return formCard(asking, { values: {}, problems: [], draftId: asking.tools.newId() });
}

/** The draft's card with what its submit would meet, or met. */
export function createdCard(asking: Asking, { order, checks, submit }: CreatedOrder): Outcome {
  const saved = `${order.orderNumber} saved as draft.`;
  if (submit !== null && submit.result !== 'refused') {
    return orderCard(asking, order, { message: resultSentence('submit', submit, order) });
  }
  const why =
    submit === null ? '' : `Not submitted: ${refusalOf(submit.code, submit.facts, order)}`;
  const told = why === '' && !isShared(asking) ? checkSentences(checks, order) : [why];
  return orderCard(asking, order, {
    message: [saved, ...told].filter((line) => line !== '').join('\n'),
  });
}

/** Opens the form of an order, or takes its changes. */
export async function pressEdit(asking: Asking, data: CardData): Promise<Outcome> {
  const order = await readOrder(asking.tools, parseOrderNumber(data));
  requireAction('edit', factsOf(order), { oid: asking.member.oid, rights: asking.member });
  const current = editValues(order);
  if (data['then'] === undefined) {
    return formCard(asking, { values: current, problems: [], order });
  }
  const seen = seenIn(data, 'edit');
  if (seen?.stage !== order.stage || seen.revision !== order.revision) {
    const { stage, revision, round } = order;
    const sentence = refusalOf('SEEN_STALE', { stage, revision, round }, order);
    return orderCard(asking, order, { message: sentence });
  }
  const values = formValues(data);
  try {
    const edited = await editOrder(asking.tools, {
      actor: asking.member.oid,
      channel: 'teams',
      orderNumber: order.orderNumber,
      clientKey: pressKey(order, ['edit', JSON.stringify(values)]),
      input: values,
      version: null,
    });
    return orderCard(asking, edited.order, { message: editedSentence(edited) });
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    return formCard(asking, { values: { ...current, ...values }, problems: error.problems, order });
  }
}

export function editedSentence({ order, act }: EditedOrder): string {
  return act === null ? 'Saved.' : resultSentence('edit', act, order);
}

function editValues(order: Order): Record<string, unknown> {
  const fields: Record<string, unknown> = fieldsOf(order);
  return Object.fromEntries(FIELD_NAMES.map((name) => [FIELDS[name].column, fields[name]]));
}
