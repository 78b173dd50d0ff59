import { isShared, type Asking } from '../asking';
import { message, type Outcome } from '../turn';
import { listCard } from './draw';
import { LIST_IN_PRIVATE } from './sentences';

const ENOUGH = 60;

export async function showOwn(asking: Asking, which: 'open' | 'all'): Promise<Outcome> {
  if (isShared(asking)) return message(LIST_IN_PRIVATE);
  const orders = await asking.tools.orders.listOwn(asking.member.oid, which, ENOUGH);
  if (orders.length > 0) return listCard(asking, `My orders, ${which}`, orders);
  return message(
    which === 'open'
      ? 'You have no open orders. `my orders all` also lists those that ended.'
      : 'You have no orders yet. `new order` opens the form.',
  );
}

export async function showWaiting(asking: Asking): Promise<Outcome> {
  if (isShared(asking)) return message(LIST_IN_PRIVATE);
  const orders = await asking.tools.orders.listWaitingFor(asking.member.oid, ENOUGH);
  return orders.length === 0
    ? message('Nothing waits for your decision.')
    : listCard(asking, 'Waiting for your decision', orders);
}
