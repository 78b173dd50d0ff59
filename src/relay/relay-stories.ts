import type { Intent } from '../ports/orders';
import type { RelayTools } from './tools';

const AT_ONCE = 10;

/** Repeats wishes whose workflow has not answered, with the same ids, until it does. */
export async function relayIntents(
  tools: RelayTools,
  carryOut: (intent: Intent) => Promise<{ result: string }>,
): Promise<number> {
  const intents = await tools.outboxes.claimIntents(AT_ONCE, tools.clock.nowIso());
  await Promise.all(
    intents.map(async (intent) => {
      const answer = await carryOut(intent);
      tools.crashPoints.reached('relay.send', intent.orderNumber);
      if (answer.result === 'queued') {
        await tools.outboxes.releaseIntent(intent.id, tools.clock.nowIso());
      }
    }),
  );
  return intents.length;
}

/** Tells orders again what they were told or should have been, until it is recorded. */
export async function relayInbox(tools: RelayTools): Promise<number> {
  const waiting = await tools.outboxes.claimInbox(200, tools.clock.nowIso());
  for (const { orderNumber, events } of waiting) {
    const told = await tools.runtime.tellOrder(orderNumber, events);
    const keys = events.map((event) => event.key);
    await tools.outboxes.finishInbox(keys, told === 'told' ? 'told' : 'late', tools.clock.nowIso());
  }
  return waiting.length;
}

/** Wakes the mirror of every order that has something to tell ServiceNow. */
export async function relayMirrors(tools: RelayTools): Promise<number> {
  const orders = await tools.outboxes.claimMirrors(20, tools.clock.nowIso());
  for (const orderNumber of orders) await tools.runtime.wakeMirror(orderNumber);
  return orders.length;
}
