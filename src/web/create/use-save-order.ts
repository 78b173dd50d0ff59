import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  CreateAnswer,
  OrderAnswer,
  ProblemDocument,
  TransitionAnswer,
  TransitionsAnswer,
} from '../../api/answers';
import { ApiProblem } from '../api/api-problem';
import { forgetOrder, orderQuery, transitionsQuery } from '../api/queries';
import { refreshRows } from '../board/refresh-rows';
import { filledFields, toFields } from '../form/field-values';
import type { Outcome } from '../outbox/entry';
import { useOutbox } from '../outbox/outbox-context';
import { TEXTS } from '../texts';
import type { OrderForm } from './use-order-form';

/** What became of a save or a submit. */
export type Saved =
  | { result: 'saved'; order: OrderAnswer }
  | { result: 'submitted'; order: OrderAnswer; message: string }
  /** Not accepted; `order` is set when the draft itself was stored. */
  | { result: 'refused'; order: OrderAnswer | null; message: string }
  | { result: 'stale'; current: OrderAnswer; changed: readonly string[] };

/** Stores the form as a draft and, if asked, submits it; everything through the outbox. */
export function useSaveOrder(form: OrderForm) {
  const client = useQueryClient();
  const { outbox } = useOutbox();
  const [saving, setSaving] = useState(false);

  const remember = (order: OrderAnswer) => {
    client.setQueryData(orderQuery(order.order_number).queryKey, order);
    forgetOrder(client, order.order_number);
    void refreshRows(client, [order.order_number]);
  };
  const refused = (problem: ProblemDocument | null, order: OrderAnswer | null): Saved => {
    form.setAnswered(problem?.errors ?? []);
    return { result: 'refused', order, message: problem?.detail ?? TEXTS.act.failed };
  };

  const create = async (submit: boolean): Promise<Saved> => {
    const { clientId, key, amends } = form.ask(submit);
    const outcome = await outbox.put({
      order: `new/${clientId}`,
      kind: 'create',
      method: 'POST',
      path: '/api/orders',
      body: {
        client_id: clientId,
        // An older text may stand in the draft; nobody decides on it before it is changed.
        ...(submit && !amends ? { then: 'submit' } : {}),
        ...filledFields(form.values),
      },
      ifMatch: null,
      key,
    });
    if (outcome.kind === 'refused') form.unask();
    if (outcome.kind !== 'done') return refused(outcome.problem, null);
    const { order, submit: submitted } = outcome.answer as CreateAnswer;
    if (amends) {
      form.rebase(order);
      return goOn(order, submit);
    }
    form.take(order);
    remember(order);
    if (submitted === null) {
      // The lost answer may have been that of a submit.
      return order.stage === 'drafted'
        ? { result: 'saved', order }
        : { result: 'submitted', order, message: `${order.order_number}: ${order.stage_label}.` };
    }
    return submitted.state === 'refused'
      ? { result: 'refused', order, message: submitted.message }
      : { result: 'submitted', order, message: submitted.message };
  };

  const update = async (order: OrderAnswer): Promise<Saved> => {
    const number = order.order_number;
    const outcome = await outbox.put({
      order: number,
      kind: 'save',
      method: 'PUT',
      path: `/api/orders/${encodeURIComponent(number)}`,
      body: toFields(form.values),
      ifMatch: `"${order.version}"`,
    });
    if (outcome.kind !== 'done') return staleOr(outcome, order);
    const next = outcome.answer as OrderAnswer;
    form.take(next);
    remember(next);
    return { result: 'saved', order: next };
  };

  const submitDraft = async (order: OrderAnswer): Promise<Saved> => {
    const number = order.order_number;
    let actions: TransitionsAnswer['actions'];
    try {
      ({ actions } = await client.query({ ...transitionsQuery(number), staleTime: 0 }));
    } catch (error) {
      return refused(error instanceof ApiProblem ? error.document : null, order);
    }
    const offer = actions.find(({ action }) => action === 'submit');
    if (offer?.allowed !== true) {
      return { result: 'refused', order, message: offer?.reason ?? TEXTS.form.notEditable };
    }
    const outcome = await outbox.put({
      order: number,
      kind: 'submit',
      method: 'POST',
      path: `/api/orders/${encodeURIComponent(number)}/transitions`,
      body: { action: 'submit', seen: offer.seen, input: {} },
      ifMatch: null,
    });
    if (outcome.kind !== 'done') return staleOr(outcome, order);
    const answer = outcome.answer as TransitionAnswer;
    remember(answer.order);
    return { result: 'submitted', order: answer.order, message: answer.message };
  };

  const staleOr = (outcome: Exclude<Outcome, { kind: 'done' }>, order: OrderAnswer): Saved => {
    const current = outcome.kind === 'stale' ? outcome.problem?.current : undefined;
    if (current === undefined) return refused(outcome.problem, order);
    return { result: 'stale', current, changed: outcome.problem?.changed ?? [] };
  };

  const goOn = async (draft: OrderAnswer, submit: boolean): Promise<Saved> => {
    const saved = await update(draft);
    return submit && saved.result === 'saved' ? submitDraft(saved.order) : saved;
  };
  const run = async (submit: boolean): Promise<Saved> => {
    if (form.order === null) return create(submit);
    if (form.dirty) return goOn(form.order, submit);
    return submit ? submitDraft(form.order) : { result: 'saved', order: form.order };
  };
  const save = (submit: boolean): Promise<Saved> => {
    setSaving(true);
    form.setAnswered([]);
    return run(submit).finally(() => {
      setSaving(false);
    });
  };
  return { save, saving };
}
