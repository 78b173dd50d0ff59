import type { MefClient } from './create-mef-client';
import type { Dialect } from './dialect';
import { subscriptionSchema } from './hub-schema';
import { readAnswer } from './read-answer';
import { toTrouble, toTroubleOfFailure } from './to-trouble';

/** The carrier's promise to call back. */
export interface Hub {
  subscribe(callbackUrl: string): Promise<boolean>;
}

/**
 * Subscriptions cannot be listed, only looked up by id, so the id is remembered while the process
 * lives. A second one after a restart doubles hints, and hints are counted once anyway.
 */
export function createHub(client: MefClient, dialect: Dialect): Hub {
  const subscribed = new Map<string, string>();
  const query = `eventType=${[...EVENTS, dialect.dateEvent].join(',')}`;

  const isAlive = async (callbackUrl: string) => {
    const id = subscribed.get(callbackUrl);
    if (id === undefined) return false;
    const answer = await call(client, `/hub/${encodeURIComponent(id)}`);
    if (answer.status === 404) return false;
    if (answer.status !== 200) throw toTrouble(answer, '/hub', client.nowMs());
    return readAnswer(answer, subscriptionSchema, '/hub').callback === callbackUrl;
  };
  return {
    async subscribe(callbackUrl) {
      if (await isAlive(callbackUrl)) return true;
      subscribed.delete(callbackUrl);
      const answer = await call(client, '/hub', { callback: callbackUrl, query });
      if (answer.status === 501) return false;
      // Someone, most likely we before a restart, has subscribed this address.
      if (answer.status === 409) return true;
      if (answer.status !== 201) throw toTrouble(answer, '/hub', client.nowMs());
      subscribed.set(callbackUrl, readAnswer(answer, subscriptionSchema, '/hub').id);
      return true;
    },
  };
}

const EVENTS: readonly string[] = [
  'productOrderStateChangeEvent',
  'productOrderItemStateChangeEvent',
  'productSpecificProductOrderItemMilestoneEvent',
];

function call(client: MefClient, path: string, body?: unknown) {
  return client
    .call({ api: 'ordering', path, ...(body !== undefined && { body }) })
    .catch((error: unknown) => {
      throw toTroubleOfFailure(error, path);
    });
}
