import { useQueryClient } from '@tanstack/react-query';
import type { TransitionAnswer, TransitionRequest } from '../../api/answers';
import { forgetOrder, orderQuery } from '../api/queries';
import { refreshRows } from '../board/refresh-rows';
import { useOutbox } from '../outbox/outbox-context';
import { useAnnounce } from '../shell/announce';
import { TEXTS } from '../texts';
import type { Confirmed } from './act-context';
import { troubleText } from './trouble-text';

/** Sends a confirmed wish through the outbox and tells what became of it. */
export function usePerform(onDone: (wish: Confirmed) => void): (wish: Confirmed) => Promise<void> {
  const client = useQueryClient();
  const { outbox } = useOutbox();
  const { tell } = useAnnounce();
  return async (wish) => {
    const number = wish.order.order_number;
    const outcome = await outbox.put({
      order: number,
      kind: wish.action,
      method: 'POST',
      path: `/api/orders/${encodeURIComponent(number)}/transitions`,
      body: toRequest(wish),
      ifMatch: null,
    });
    if (outcome.kind === 'done') {
      const { message, order } = outcome.answer as TransitionAnswer;
      client.setQueryData(orderQuery(number).queryKey, order);
      onDone(wish);
      tell(message);
    } else {
      tell(TEXTS.act.refused(number, troubleText(outcome)), 'trouble');
    }
    forgetOrder(client, number);
    await refreshRows(client, [number]);
  };
}

function toRequest(wish: Confirmed): TransitionRequest {
  const target = wish.toStatus === null ? { action: wish.action } : { to_status: wish.toStatus };
  const input = Object.fromEntries(
    Object.entries(wish.input).filter(([, text]) => text.trim() !== ''),
  );
  return { ...target, seen: wish.seen, input };
}
