import { Refusal } from '../domain/errors';
import type { CancelOutcome } from './activities';
import type { ActivityTools } from './tools';

/** Asks the carrier to cancel, once: a request already there is the answer. */
export async function requestCancel(
  { ledger, providers, clock }: ActivityTools,
  { orderNumber }: { orderNumber: string },
): Promise<CancelOutcome> {
  const wish = await ledger.readCancelWish(orderNumber);
  if (wish === null) throw new Refusal('ORDER_NOT_FOUND', { order: orderNumber });
  const provider = providers.get(wish.provider);
  if (provider === undefined) throw new Refusal('PROVIDER_UNKNOWN', { given: wish.provider });
  const placed = await provider.findCancel(wish.providerOrderId);
  // A declined request is history: this wish came after it.
  if (placed !== null && placed.state !== 'declined') return placed;
  await ledger.stampCancelPost(orderNumber, clock.nowIso());
  return provider.requestCancel(wish);
}
