/**
 * Milliseconds a Retry-After header asks for: `120` is two minutes, an HTTP date the time until
 * then. A date is measured against the answer's own Date header when there is one, so that a
 * process with a wrong clock waits just as long. Null when absent or unreadable.
 */
export function parseRetryAfter(
  retryAfter: string | null,
  answeredAt: string | null,
  nowMs: number,
): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  const from = Date.parse(answeredAt ?? '');
  return Math.max(0, until - (Number.isNaN(from) ? nowMs : from));
}
