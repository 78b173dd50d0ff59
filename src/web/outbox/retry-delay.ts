const MAX_MS = 60_000;

/**
 * How long to wait before the next try: what the server says in Retry-After, else 1 s doubling up
 * to 60 s, spread over its upper half so that many browsers do not return at once.
 */
export function retryDelayMs(
  tries: number,
  retryAfter: string | null,
  random: () => number = Math.random,
): number {
  const seconds = Number(retryAfter);
  if (retryAfter !== null && Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const full = Math.min(MAX_MS, 1000 * 2 ** Math.max(0, tries - 1));
  return full * (0.5 + random() / 2);
}
