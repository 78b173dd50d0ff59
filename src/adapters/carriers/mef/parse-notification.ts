import type { ProviderHint } from '../../../ports/provider';
import { notificationSchema } from './notification-schema';

/**
 * Events whose id is an order's. The others name a request or a charge; the order itself changes
 * state with them and is told of on its own.
 */
const ORDER_EVENTS: ReadonlySet<string> = new Set([
  'productOrderStateChangeEvent',
  'productOrderItemStateChangeEvent',
  'productOrderItemExpectedCompletionDateSetEvent',
  // The older shape's name of the same.
  'productOrderItemExpectedCompletionDateSet',
  'productSpecificProductOrderItemMilestoneEvent',
]);

/** The order a call-back hints at, or null where it is about none. */
export function parseNotification(body: unknown): ProviderHint | null {
  const read = notificationSchema.safeParse(body);
  if (!read.success || !ORDER_EVENTS.has(read.data.eventType)) return null;
  return { eventId: read.data.eventId, providerOrderId: read.data.event.id };
}
