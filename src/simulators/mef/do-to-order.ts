import { cancelUnasked, freezeOrder, stepOrder } from './carry-on';
import {
  openCharges,
  raiseCharge,
  timeOutCharge,
  withdrawCharge,
  type ChargeFacts,
} from './charge-life';
import type { ChargeRecord, JsonObject, OrderRecord } from './mef-state';
import {
  acceptOrder,
  addNote,
  completeOrder,
  endPartly,
  failOrder,
  finishCancellation,
  reachMilestone,
  rejectOrder,
  setDate,
  slipDate,
} from './order-life';
import { IllegalMove, moveOrder } from './order-moves';
import type { Seller } from './seller';
import { endTask, moveTask, openTask } from './task-life';

/** The facts a control call may give; each act reads its own. */
interface Facts extends ChargeFacts {
  date?: string;
  note?: string;
  withoutNote?: boolean;
  days?: number;
  name?: string;
  reason?: string;
  code?: string;
  propertyPath?: string;
  value?: string;
  unassessed?: boolean;
  completed?: string[];
  chargeId?: string;
  stage?: string;
  frozen?: boolean;
  text?: string;
}

type Act = (seller: Seller, order: OrderRecord, facts: Facts) => void;

function wanted(value: string | undefined, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new RangeError(`Say the ${name}.`);
}

function openCharge(seller: Seller, order: OrderRecord, facts: Facts): ChargeRecord {
  const charge = openCharges(seller, order).find(
    (one) => facts.chargeId === undefined || one.id === facts.chargeId,
  );
  if (!charge) throw new IllegalMove('The order has no such open charge.');
  return charge;
}

/** Yes to whatever the order asks: to itself when new, else to the buyer's pending request. */
const accept: Act = (seller, order, facts) => {
  const task = openTask(seller, order);
  if (order.state === 'acknowledged') acceptOrder(seller, order);
  else if (task) endTask(seller, task, 'done', facts.note);
  else throw new IllegalMove(`Nothing to accept: the order is ${order.state}.`);
};

const reject: Act = (seller, order, facts) => {
  const task = openTask(seller, order);
  if (task) endTask(seller, task, 'rejected', facts.reason ?? facts.note);
  else rejectOrder(seller, order, facts);
};

/** Grants the buyer's cancel request, else gives the order up unasked. */
const cancel: Act = (seller, order, facts) => {
  const reason = facts.reason ?? 'Cancelled by the seller.';
  for (const charge of openCharges(seller, order)) withdrawCharge(seller, charge);
  const task = openTask(seller, order);
  if (task?.kind === 'cancel') endTask(seller, task, 'done', facts.note);
  // Dropping the fee of a cancel request has granted it.
  else if (order.state === 'cancelled') return;
  else if (order.state === 'pendingCancellation') finishCancellation(seller, order, reason);
  else {
    if (task) endTask(seller, task, 'rejected');
    if (facts.stage === 'pending') moveOrder(seller, order, 'pendingCancellation', reason);
    else cancelUnasked(seller, order, reason);
  }
};

const raise: Act = (seller, order, facts) => {
  const task = openTask(seller, order);
  raiseCharge(seller, order, task ? { ...facts, task } : facts);
  if (task) moveTask(seller, task, 'inProgress.assessingCharge');
};

const ACTS: Readonly<Record<string, Act>> = {
  accept,
  reject,
  cancel,
  raiseCharge: raise,
  setDate: (seller, order, facts) => {
    setDate(seller, order, { ...facts, date: wanted(facts.date, 'date') });
  },
  slip: (seller, order, facts) => {
    const note = facts.withoutNote === true ? undefined : (facts.note ?? 'The loop is delayed.');
    slipDate(seller, order, facts.days ?? 5, note);
  },
  milestone: (seller, order, facts) => {
    reachMilestone(seller, order, { ...facts, name: wanted(facts.name, 'name') });
  },
  note: (seller, order, facts) => {
    addNote(seller, order, wanted(facts.text ?? facts.note, 'text'));
  },
  withdrawCharge: (seller, order, facts) => {
    withdrawCharge(seller, openCharge(seller, order, facts));
  },
  timeoutCharge: (seller, order, facts) => {
    timeOutCharge(seller, openCharge(seller, order, facts));
  },
  partial: endPartly,
  fail: (seller, order, facts) => {
    failOrder(seller, order, facts.reason, facts.itemId);
  },
  complete: (seller, order, facts) => {
    completeOrder(seller, order, facts.itemId);
  },
  step: stepOrder,
  freeze: (seller, order, facts) => {
    freezeOrder(seller, order, facts.frozen ?? true);
  },
};

export const ACT_NAMES = Object.keys(ACTS);

/** Does one act to an order, or throws why it cannot be done. */
export function doToOrder(seller: Seller, order: OrderRecord, wish: JsonObject): void {
  const act = ACTS[String(wish['do'])];
  if (!act) throw new RangeError(`do is one of ${ACT_NAMES.join(', ')}.`);
  act(seller, order, wish);
}
