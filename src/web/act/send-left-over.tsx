import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { CreateAnswer, OrderAnswer, TransitionAnswer } from '../../api/answers';
import { forgetOrder } from '../api/queries';
import { refreshRows } from '../board/refresh-rows';
import { isAsAsked, type KeptForm } from '../create/wish';
import type { Entry } from '../outbox/entry';
import { useOutbox } from '../outbox/outbox-context';
import { parseRoute } from '../parse-route';
import { useAnnounce } from '../shell/announce';
import { useKept } from '../shell/kept';
import { useMe } from '../shell/me';
import { TEXTS } from '../texts';
import { troubleText } from './trouble-text';

const NEW_FORM = 'form/new';

/**
 * What this person had asked for when the page went, to sign in again or by a reload, is sent now.
 * Nothing on the new page waits for the answers, so they are told here.
 */
export function SendLeftOver(): null {
  const { oid } = useMe();
  const { outbox } = useOutbox();
  const client = useQueryClient();
  const { tell } = useAnnounce();
  const kept = useKept();
  const [path, navigate] = useLocation();
  const page = useRef(parseRoute(path));
  useEffect(() => {
    page.current = parseRoute(path);
  }, [path]);

  useEffect(() => {
    /** The form that asked for an order, where it is open again as it was, becomes that order. */
    const turnForm = (form: KeptForm | null, { key }: Entry, order: OrderAnswer) => {
      const isOpen = page.current.page === 'form' && page.current.order === null;
      if (!isOpen || form === null || !isAsAsked(form, key)) return;
      const draft = order.stage === 'drafted' ? '/edit' : '';
      navigate(`/circuit-orders/${order.order_number}${draft}`, { replace: true });
    };
    for (const end of outbox.open(oid)) {
      void end.then(({ entry, outcome, isAwaited }) => {
        if (isAwaited) return;
        let number = entry.kind === 'create' ? null : entry.order;
        if (outcome.kind === 'done') {
          const form = kept.read(NEW_FORM) as KeptForm | null;
          for (const place of placesOf(entry)) kept.forget(place);
          if (entry.kind === 'create') {
            const { order } = outcome.answer as CreateAnswer;
            number = order.order_number;
            turnForm(form, entry, order);
          }
          tell(doneText(entry, outcome.answer));
        } else {
          tell(TEXTS.act.refused(number ?? TEXTS.act.newOrder, troubleText(outcome)), 'trouble');
        }
        if (number === null) return;
        forgetOrder(client, number);
        void refreshRows(client, [number]);
      });
    }
  }, [outbox, oid, client, tell, kept, navigate]);
  return null;
}

function doneText({ order, kind }: Entry, answer: unknown): string {
  if (kind === 'save') return TEXTS.act.saved(order);
  if (kind !== 'create') return (answer as TransitionAnswer).message;
  const { order: made, submit } = answer as CreateAnswer;
  return submit?.message ?? TEXTS.form.draftSaved(made.order_number);
}

/** Where the text of a write was kept while it was typed. */
function placesOf({ order, kind, method, body }: Entry): readonly string[] {
  if (kind === 'create') return [NEW_FORM];
  if (kind !== 'save') return [`${order}/${kind}`];
  if (method === 'PUT') return [`form/${order}`];
  return Object.keys(body as object).map((column) => `${order}/${column}`);
}
