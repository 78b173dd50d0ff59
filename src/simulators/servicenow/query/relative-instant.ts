const MINUTE_MS = 60_000;

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  dayofweek: 24 * 60 * MINUTE_MS,
  week: 7 * 24 * 60 * MINUTE_MS,
};

const UNIT_MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** Reads `@hour@ago@2`: an instant before (`ago`) or after (`ahead`) now. */
export function relativeInstant(value: string, nowMs: number): number | undefined {
  const [before, unit = '', direction, count = '', ...rest] = value.split('@');
  const amount = Number(count);
  if (before !== '' || rest.length > 0 || count === '' || !Number.isInteger(amount)) {
    return undefined;
  }
  if (direction !== 'ago' && direction !== 'ahead') return undefined;
  const signed = direction === 'ago' ? -amount : amount;
  const unitMs = UNIT_MS[unit];
  if (unitMs !== undefined) return nowMs + signed * unitMs;
  const months = UNIT_MONTHS[unit];
  if (months === undefined) return undefined;
  const moved = new Date(nowMs);
  moved.setUTCMonth(moved.getUTCMonth() + signed * months);
  return moved.getTime();
}
