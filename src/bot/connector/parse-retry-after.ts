/** Seconds or a date, as HTTP allows both; null for neither. */
export function parseRetryAfter(
  header: string | undefined,
  nowMs: () => number = Date.now,
): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/u.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs());
}
