import { Refusal } from '../domain/errors';
import { cadenceOf, nextSweepMs } from '../domain/order/cadence';
import { eventsOf, toKnown } from '../domain/order/provider-snapshot';
import type { CarrierEvent } from '../domain/order/events';
import { localDate } from '../domain/time';
import type { ListedOrder, Provider } from '../ports/provider';
import type { WatchedOrder } from '../ports/provider-ledger';
import type { SweepAnswer } from './activities';
import type { ActivityTools } from './tools';

// Nothing to read yet, but an order is on its way to this carrier.
const SOON_MS = 5_000;

/** One pass over a carrier: list, read in depth what is due, store events, tell the orders. */
export async function sweepProvider(
  tools: ActivityTools,
  { provider: key }: { provider: string },
): Promise<SweepAnswer> {
  const { ledger, providers, clock, policy } = tools;
  const provider = providers.get(key);
  if (provider === undefined) throw new Refusal('PROVIDER_UNKNOWN', { given: key });
  const watched = await ledger.listWatched(key);
  if (watched.length > 0) {
    const listed = new Map(
      (await provider.listOpen()).map((order) => [order.providerOrderId, order]),
    );
    const calendar = await tools.calendar();
    const now = clock.nowIso();
    const today = localDate(now, calendar.timeZone);
    for (const order of watched) {
      const { readMs } = cadenceOf(order, today, calendar, policy.providerCadence);
      if (isDue(order, listed.get(order.providerOrderId), now, readMs)) {
        await readInDepth(tools, provider, order, listed.get(order.providerOrderId));
      }
    }
  }
  await tellUntold(tools, key);
  const calendar = await tools.calendar();
  const today = localDate(clock.nowIso(), calendar.timeZone);
  const rows = watched.map((order) => cadenceOf(order, today, calendar, policy.providerCadence));
  return {
    openOrders: await ledger.countOpen(key),
    nextInMs:
      rows.length === 0
        ? (policy.providerCadence.fixedMs ?? SOON_MS)
        : nextSweepMs(rows, Math.random()),
  };
}

/** Changed in the list, gone from it, hinted at, never read, or not read for long enough. */
function isDue(
  order: WatchedOrder,
  listed: ListedOrder | undefined,
  now: string,
  readMs: number,
): boolean {
  const { lastReadAt, hintedAt, listedState } = order;
  if (lastReadAt === null || listed?.state !== listedState) return true;
  if (hintedAt !== null && hintedAt > lastReadAt) return true;
  return Date.parse(now) - Date.parse(lastReadAt) >= readMs;
}

async function readInDepth(
  { ledger, clock }: ActivityTools,
  provider: Provider,
  order: WatchedOrder,
  listed: ListedOrder | undefined,
): Promise<void> {
  const at = clock.nowIso();
  const snapshot = await provider.read(order.providerOrderId);
  const events = eventsOf(snapshot, order.known);
  if (order.cancelOpen) events.push(...(await declinedCancel(provider, order, at)));
  await ledger.storeReading({
    orderNumber: order.orderNumber,
    provider: provider.key,
    providerOrderId: order.providerOrderId,
    known: toKnown(snapshot, order.known),
    listedState: listed?.state ?? null,
    circuitId: snapshot.circuitId,
    events,
    at,
  });
}

async function declinedCancel(
  provider: Provider,
  order: WatchedOrder,
  at: string,
): Promise<CarrierEvent[]> {
  const answer = await provider.findCancel(order.providerOrderId);
  if (answer?.state !== 'declined') return [];
  const key = `${provider.key}/${order.providerOrderId}/cancelDeclined/${answer.requestId}`;
  return [{ key, kind: 'cancelDeclined', at, sequence: Number.MAX_SAFE_INTEGER }];
}

/** What is stored is told; an order that ended keeps it as late. */
async function tellUntold({ ledger, runtime }: ActivityTools, provider: string): Promise<void> {
  for (const { orderNumber, events } of await ledger.listUntold(provider)) {
    const told = await runtime.tellOrder(orderNumber, events);
    await ledger.markTold(
      provider,
      events.map((event) => event.key),
      told === 'told' ? 'told' : 'late',
    );
  }
}
