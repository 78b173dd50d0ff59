import type { Order } from '../../domain/order/order';
import type { OrderChecks } from '../../use-cases/check-order';
import { checkStoredOrder } from '../../use-cases/check-stored-order';
import type { Asking } from '../asking';

/** A form never waits longer for them; without them it is still the form. */
const LONGEST_MS = 500;

/** What a submit of a draft would meet; null where that is not to be had, or is no longer a draft. */
export async function effectsOf(asking: Asking, order: Order): Promise<OrderChecks | null> {
  if (order.stage !== 'drafted') return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, LONGEST_MS, null);
  });
  const checks = checkStoredOrder(asking.tools, order).catch(() => null);
  return Promise.race([checks, late]).finally(() => {
    clearTimeout(timer);
  });
}
