import { Refusal } from '../domain/errors';
import { FIELDS, FIELD_NAMES } from '../domain/order/fields';
import { requireAction } from '../domain/order/check-action';
import type { Order } from '../domain/order/order';
import { missing } from '../domain/order/parse-fields';
import { fieldsOf } from '../domain/order/fields-of';
import { actOnOrder, type ActResult } from '../use-cases/act-on-order';
import { createOrder, type CreatedOrder } from '../use-cases/create-order';
import { editOrder, type EditedOrder } from '../use-cases/edit-order';
import { factsOf } from '../domain/order/facts-of';
import { readOrder } from '../use-cases/read-order';
import { requireGrant } from '../use-cases/require-member';
import { isPublic, isShared, pressKey, uuidFrom, type Asking } from './asking';
import { formCard, orderCard } from './answers/draw';
import { effectsOf } from './answers/effects';
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
    if (created.differs) return await amendDraft(asking, created.order, data);
    return await createdCard(asking, created);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    return formCard(asking, { values, problems: error.problems, draftId });
  }
}

/** An old copy of a new order's form, pressed after its draft was stored: an edit of that draft. */
async function amendDraft(asking: Asking, made: Order, data: CardData): Promise<Outcome> {
  const { tools, member } = asking;
  const values = formValues(data);
  // The form was drawn for a draft in its first revision; whatever came later it does not know.
  if (made.stage !== 'drafted' || made.revision !== 1) return movedOn(asking, made);
  const clientKey = pressKey(made, ['edit', JSON.stringify(values)]);
  const { orderNumber } = made;
  const wish = { actor: member.oid, channel: 'teams', orderNumber, clientKey } as const;
  const edited = await editOrder(tools, { ...wish, input: values, version: null });
  if (data['then'] !== 'submit') {
    return orderCard(asking, edited.order, { message: editedSentence(edited) });
  }
  const { stage, revision, termsHash } = edited.order;
  const submit = await actOnOrder(tools, {
    ...wish,
    clientKey: pressKey(edited.order, ['submit', termsHash]),
    action: 'submit',
    seen: { stage, revision, termsHash },
    input: {},
  });
  return submittedCard(asking, await readOrder(tools, orderNumber), submit);
}

/** The order as it is, for a form that knows an older one. */
function movedOn(asking: Asking, order: Order): Outcome {
  const { stage, revision, round } = order;
  const sentence = refusalOf('SEEN_STALE', { stage, revision, round }, order);
  return orderCard(asking, order, { message: sentence });
}

export async function openNewForm(asking: Asking): Promise<Outcome> {
  requireGrant(asking.member, 3);
  return formCard(asking, { values: {}, problems: [], draftId: asking.tools.newId() });
}

/** The draft's card with what its submit would meet, or met. */
export async function createdCard(asking: Asking, created: CreatedOrder): Promise<Outcome> {
  const { order, checks, submit } = created;
  const saved = `${order.orderNumber} saved as draft.`;
  if (submit !== null) return submittedCard(asking, order, submit, saved);
  const told = isShared(asking) ? [] : checkSentences(checks, order);
  return orderCard(asking, order, { message: [saved, ...told].join('\n') });
}

/** After a submit: the order with what came of it, or the form again where only fields are missing. */
async function submittedCard(
  asking: Asking,
  order: Order,
  submit: ActResult,
  saved = 'Saved.',
): Promise<Outcome> {
  if (submit.result !== 'refused') {
    return orderCard(asking, order, { message: resultSentence('submit', submit, order) });
  }
  const why = `Not submitted: ${refusalOf(submit.code, submit.facts, order)}`;
  const gaps = missing(fieldsOf(order), [], 'submitNeeds');
  if (gaps.length === 0 || isPublic(asking)) {
    return orderCard(asking, order, { message: `${saved}\n${why}` });
  }
  return formCard(asking, {
    ...{ values: editValues(order), problems: gaps, order, done: saved },
    checks: await effectsOf(asking, order),
  });
}

/** Opens the form of an order, or takes its changes. */
export async function pressEdit(asking: Asking, data: CardData): Promise<Outcome> {
  const order = await readOrder(asking.tools, parseOrderNumber(data));
  requireAction('edit', factsOf(order), { oid: asking.member.oid, rights: asking.member });
  const current = editValues(order);
  if (data['then'] === undefined) {
    const checks = await effectsOf(asking, order);
    return formCard(asking, { values: current, problems: [], order, checks });
  }
  const seen = seenIn(data, 'edit');
  if (seen?.stage !== order.stage || seen.revision !== order.revision) {
    return movedOn(asking, order);
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
