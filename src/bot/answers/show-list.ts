import type { Asking } from '../asking';
import { message, type Outcome } from '../turn';
import { listCard } from './draw';

const ENOUGH = 60;
const IN_PRIVATE = 'That list shows costs. Ask me for it in our own chat.';

export async function showOwn(asking: Asking, which: 'open' | 'all'): Promise<Outcome> {
  const orders = await asking.tools.orders.listOwn(asking.member.oid, which, ENOUGH);
  if (asking.turn.conversation.kind !== 'personal') return message(IN_PRIVATE);
  if (orders.length > 0) return listCard(asking, `My orders, ${which}`, orders);
  return message(
    which === 'open'
      ? 'You have no open orders. `my orders all` also lists those that ended.'
      : 'You have no orders yet. `new order` opens the form.',
  );
}

export async function showWaiting(asking: Asking): Promise<Outcome> {
  const orders = await asking.tools.orders.listWaitingFor(asking.member.oid, ENOUGH);
  if (asking.turn.conversation.kind !== 'personal') return message(IN_PRIVATE);
  return orders.length === 0
    ? message('Nothing waits for your decision.')
    : listCard(asking, 'Waiting for your decision', orders);
}
