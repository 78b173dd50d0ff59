import { Refusal } from '../domain/errors';
import type { Order } from '../domain/order/order';
import { fieldsOf } from '../domain/order/fields-of';
import { checkOrderNow, type OrderChecks } from './check-order';
import type { Tools } from './tools';

/** What a submit of this order would meet, by what is stored: no carrier is asked, nothing written. */
export async function checkStoredOrder(tools: Tools, order: Order): Promise<OrderChecks> {
  const provider = await tools.directory.findProvider(order.provider.key);
  if (provider === null) throw new Refusal('PROVIDER_UNKNOWN', { given: order.provider.key });
  return checkOrderNow(tools, {
    orderNumber: order.orderNumber,
    fields: fieldsOf(order),
    site: order.site,
    provider,
    requestedBy: order.requestedBy,
    answered: order.serviceability,
    isTry: true,
  });
}
