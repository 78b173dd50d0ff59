/** Requests per minute: of a person, of an address without a token, of all persons together. */
export const LIMITS = { read: 600, write: 120, anonymous: 60, everybody: 6_000 } as const;

export type LimitClass = keyof typeof LIMITS;

export interface RateLimiter {
  /** Seconds to wait, or 0 when the request may pass. */
  take(who: string, kind: LimitClass): number;
}

const MINUTE_MS = 60_000;

/** A window per person and kind; memory is swept as windows end. */
export function createRateLimiter(factor: number, nowMs: () => number = Date.now): RateLimiter {
  const windows = new Map<string, { endsAt: number; used: number }>();
  const sweep = (now: number) => {
    for (const [key, window] of windows) if (window.endsAt <= now) windows.delete(key);
  };
  return {
    take(who, kind) {
      const now = nowMs();
      if (windows.size > 10_000) sweep(now);
      const key = `${kind}\n${who}`;
      const window = windows.get(key);
      if (window === undefined || window.endsAt <= now) {
        windows.set(key, { endsAt: now + MINUTE_MS, used: 1 });
        return 0;
      }
      window.used += 1;
      return window.used <= LIMITS[kind] * factor ? 0 : Math.ceil((window.endsAt - now) / 1_000);
    },
  };
}
