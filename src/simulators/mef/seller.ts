import type { FaultPlan } from '../kit/fault-plan';
import type { Ledger } from '../kit/ledger';
import type { PersistentState } from '../kit/persistent-state';
import type { SimulatorClock } from '../kit/simulator-clock';
import type { MefState, OrderRecord } from './mef-state';

/** What happened, in the words of the notification API; versions differ in what they tell. */
export interface SellerEvent {
  eventType: string;
  id: string;
  order: OrderRecord;
  orderItemId?: string | undefined;
  state?: string | undefined;
  milestoneName?: string | undefined;
}

/** The simulated carrier: its books, its clock and its voice. */
export interface Seller {
  state: PersistentState<MefState>;
  clock: SimulatorClock;
  ledger: Ledger;
  faults: FaultPlan;
  /** Name of this process run. */
  run: string;
  tell(event: SellerEvent): void;
}

/** Business keys are compared without edges and case, as sellers do. */
export function sameKey(left: string | undefined, right: string | undefined): boolean {
  return left?.trim().toLowerCase() === right?.trim().toLowerCase();
}

export const FINAL_ORDER_STATES = ['rejected', 'cancelled', 'completed', 'partial', 'failed'];

export function isFinal(order: OrderRecord): boolean {
  return FINAL_ORDER_STATES.includes(order.state);
}

export function orderById(seller: Seller, id: unknown): OrderRecord | undefined {
  return seller.state.value.orders.find((order) => order.id === id);
}

/** The order a person means by a key: by our id, else the newest live one of that external id. */
export function orderByKey(seller: Seller, key: string): OrderRecord | undefined {
  const named = seller.state.value.orders.filter((order) => sameKey(order.externalId, key));
  return (
    orderById(seller, key) ?? named.findLast((order) => !isFinal(order)) ?? named[named.length - 1]
  );
}
