import { checkAction } from '../src/domain/order/check-action';
import type { ActionName } from '../src/domain/order/actions';
import { factsOf } from '../src/domain/order/facts-of';
import type { Order } from '../src/domain/order/order';
import { toMinor } from '../src/domain/money';
import type { Viewer } from './card-request';

/** What the rules say to this person about this action, now. */
export function verdictOn(action: ActionName, order: Order, viewer: Viewer) {
  const total = order.totalCost === null ? null : toMinor(order.totalCost);
  return checkAction(action, factsOf(order), { oid: viewer.oid, rights: viewer }, total);
}

/** Those of the actions this person may take now, in the order given. */
export function offered(
  actions: readonly ActionName[],
  order: Order,
  viewer: Viewer | null,
): ActionName[] {
  if (viewer === null) return [];
  return actions.filter((action) => verdictOn(action, order, viewer).allowed);
}

/** Whether the order waits for this person's decision; a limit below it may still stop them. */
export function isAsked(order: Order, viewer: Viewer): boolean {
  const verdict = verdictOn('approve', order, viewer);
  return verdict.allowed || verdict.code === 'LIMIT_EXCEEDED';
}
