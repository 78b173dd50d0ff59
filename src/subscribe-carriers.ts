import type { Logger } from './log';
import type { Provider } from './ports/provider';

const AGAIN_MS = 60_000;
const DAILY_MS = 24 * 3_600_000;

/**
 * Asks each carrier to call back, once a day, because delivery is promised by none. Nothing depends
 * on it: without call-backs the pollers find out a little later.
 */
export function subscribeCarriers(
  providers: ReadonlyMap<string, Provider>,
  callbackOf: (providerKey: string) => string,
  log: Logger,
): { stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const later = (key: string, provider: Provider, ms: number) => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void subscribe(key, provider);
    }, ms);
    timer.unref();
    timers.add(timer);
  };
  async function subscribe(key: string, provider: Provider): Promise<void> {
    try {
      const taken = await provider.subscribe(callbackOf(key));
      if (!taken) log.info({ provider: key }, 'this carrier offers no call-backs');
      later(key, provider, DAILY_MS);
    } catch (error) {
      log.info({ provider: key, error: String(error) }, 'no call-backs for now');
      later(key, provider, AGAIN_MS);
    }
  }
  for (const [key, provider] of providers) void subscribe(key, provider);
  return {
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
