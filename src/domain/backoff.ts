/** When to try again after trouble with the outside. All times in milliseconds. */
export interface BackoffPolicy {
  firstMs: number;
  capMs: number;
}

export const BACKOFF: BackoffPolicy = { firstMs: 1_000, capMs: 15 * 60_000 };

/**
 * Full jitter over a doubling bound; a wait the other side asked for is never cut short.
 * Attempt 1 waits up to 1 s, attempt 5 up to 16 s, from attempt 11 on up to 15 min.
 */
export function nextTryMs(
  attempt: number,
  random: number,
  retryAfterMs: number | null = null,
  policy: BackoffPolicy = BACKOFF,
): number {
  const bound = Math.min(policy.capMs, policy.firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.max(Math.round(random * bound), retryAfterMs ?? 0, 1);
}
