import type { MefClient } from './create-mef-client';
import { orderSchema, type MefOrder } from './order-schema';
import { readAnswer } from './read-answer';

/** One order in full. */
export async function fetchOrder(client: MefClient, providerOrderId: string): Promise<MefOrder> {
  const path = `/productOrder/${encodeURIComponent(providerOrderId)}`;
  const answer = await client.ask({ api: 'ordering', path, mayLag: true });
  return readAnswer(answer, orderSchema, path);
}
