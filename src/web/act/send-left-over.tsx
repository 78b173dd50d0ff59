import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CreateAnswer, TransitionAnswer } from '../../api/answers';
import { forgetOrder } from '../api/queries';
import { refreshRows } from '../board/refresh-rows';
import type { Entry } from '../outbox/entry';
import { useOutbox } from '../outbox/outbox-context';
import { useAnnounce } from '../shell/announce';
import { useKept } from '../shell/kept';
import { useMe } from '../shell/me';
import { TEXTS } from '../texts';
import { troubleText } from './trouble-text';

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

  useEffect(() => {
    for (const end of outbox.open(oid)) {
      void end.then(({ entry, outcome }) => {
        let number = entry.kind === 'create' ? null : entry.order;
        if (outcome.kind === 'done') {
          for (const place of placesOf(entry)) kept.forget(place);
          if (entry.kind === 'create') number = (outcome.answer as CreateAnswer).order.order_number;
          tell(doneText(entry, outcome.answer));
        } else {
          tell(TEXTS.act.refused(number ?? TEXTS.act.newOrder, troubleText(outcome)), 'trouble');
        }
        if (number === null) return;
        forgetOrder(client, number);
        void refreshRows(client, [number]);
      });
    }
  }, [outbox, oid, client, tell, kept]);
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
  if (kind === 'create') return ['form/new'];
  if (kind !== 'save') return [`${order}/${kind}`];
  if (method === 'PUT') return [`form/${order}`];
  return Object.keys(body as object).map((column) => `${order}/${column}`);
}
