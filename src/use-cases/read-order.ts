import { Refusal } from '../domain/errors';
import type { Order } from '../domain/order/order';
import type { Seen } from '../domain/order/change';
import type { ActionName } from '../domain/order/actions';
import { isDecision } from '../domain/order/actions';
import type { Tools } from './tools';

/** The order or the refusal that does not say whether it exists. */
export async function readOrder(tools: Pick<Tools, 'orders'>, orderNumber: string): Promise<Order> {
  const order = await tools.orders.read(orderNumber);
  if (order === null) throw new Refusal('ORDER_NOT_FOUND', { order: orderNumber });
  return order;
}

/** What a person looking at this order has seen, for the action they take from it. */
export function seenOf(order: Order, action: ActionName): Seen {
  const { stage, revision, round, termsHash } = order;
  if (action === 'submit') return { stage, revision, termsHash };
  if (!isDecision(action)) return { stage, revision };
  const step = order.approval?.steps.find((candidate) => candidate.state === 'current')?.step;
  return { stage, revision, round, termsHash, ...(step === undefined ? {} : { step }) };
}
