import { checkAction } from '../src/domain/order/check-action';
import type { ActionName } from '../src/domain/order/actions';
import { conflictOfDuty } from '../src/domain/order/approvals';
import { factsOf } from '../src/domain/order/facts-of';
import type { Order } from '../src/domain/order/order';
import { toMinor } from '../src/domain/money';
import type { Viewer } from './card-request';
import { currentStep } from './card-stage';

const people = (order: Order) => ({
  requestedBy: order.requestedBy.oid,
  createdBy: order.createdBy.oid,
  lastTermsEditor: order.lastTermsEditor?.oid ?? null,
});

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

/** Whether the order waits for this person's decision. */
export function isAsked(order: Order, viewer: Viewer): boolean {
  if (order.stage !== 'pending_approval' || conflictOfDuty(people(order), viewer.oid)) return false;
  const step = currentStep(order);
  if (step?.persons.some((person) => person.oid === viewer.oid) !== true) return false;
  const earlier = order.approval?.steps ?? [];
  return !earlier.some(({ decision }) => decision?.by.oid === viewer.oid);
}
