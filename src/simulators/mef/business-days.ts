const DAY_MS = 86_400_000;

function isWeekend(ms: number): boolean {
  const day = new Date(ms).getUTCDay();
  return day === 0 || day === 6;
}

/** Moves forward by business days (Monday to Friday, UTC); a fraction is a part of the last day. */
export function addBusinessDays(fromMs: number, days: number): number {
  let ms = fromMs;
  while (isWeekend(ms)) ms += DAY_MS;
  for (let left = Math.floor(days); left > 0; left -= 1) {
    ms += DAY_MS;
    while (isWeekend(ms)) ms += DAY_MS;
  }
  ms += (days % 1) * DAY_MS;
  while (isWeekend(ms)) ms += DAY_MS;
  return ms;
}

/** The calendar day of an instant, as the date-time at its start. */
export function dayOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 10)}T00:00:00.000Z`;
}
