import type { ListedOrder } from '../../../ports/provider';
import type { MefClient } from './create-mef-client';
import { listAll } from './list-all';
import { orderRowSchema } from './order-schema';
import { OPEN_STATES } from './order-states';

/** Every order in an open state. The filter takes one state, so it is one list for each. */
export async function listOpenOrders(client: MefClient): Promise<ListedOrder[]> {
  const orders = new Map<string, ListedOrder>();
  for (const wanted of OPEN_STATES) {
    const query = { state: wanted };
    for (const { id, externalId, state } of await listAll(client, {
      path: '/productOrder',
      query,
      row: orderRowSchema,
    })) {
      orders.set(id, { providerOrderId: id, externalId: externalId?.trim() ?? '', state });
    }
  }
  return [...orders.values()];
}
