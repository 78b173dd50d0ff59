import { businessDaysBetween, type BusinessCalendar } from '../calendar';
import type { Stage } from './stages';

/** How often a carrier's orders are listed and read in depth. */
export interface CadencePolicy {
  /** Replaces the table where set: a development machine wants to see movement. */
  fixedMs: number | null;
}

interface CadenceRow {
  sweepMs: number;
  readMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const CADENCE: Partial<Record<Stage, CadenceRow>> = {
  submitted: { sweepMs: 15 * MINUTE, readMs: 4 * HOUR },
  acknowledged: { sweepMs: 15 * MINUTE, readMs: 4 * HOUR },
  confirmed: { sweepMs: HOUR, readMs: 24 * HOUR },
  install_scheduled: { sweepMs: HOUR, readMs: 24 * HOUR },
  installing: { sweepMs: 30 * MINUTE, readMs: HOUR },
  testing: { sweepMs: 6 * HOUR, readMs: 24 * HOUR },
};

const REQUEST_OPEN: CadenceRow = { sweepMs: 15 * MINUTE, readMs: 15 * MINUTE };
const DATE_IS_NEAR_MS = HOUR;
const NEAR_BUSINESS_DAYS = 2;
const LONGEST: CadenceRow = { sweepMs: 6 * HOUR, readMs: 24 * HOUR };

export interface Polled {
  stage: Stage;
  focDate: string | null;
  cancelOpen: boolean;
}

/** How long one order may go without a look; the date's last days are watched closely. */
export function cadenceOf(
  order: Polled,
  today: string,
  calendar: BusinessCalendar,
  policy: CadencePolicy,
): CadenceRow {
  if (policy.fixedMs !== null) return { sweepMs: policy.fixedMs, readMs: policy.fixedMs };
  if (order.cancelOpen) return REQUEST_OPEN;
  const row = CADENCE[order.stage] ?? LONGEST;
  const near =
    order.focDate !== null &&
    (order.stage === 'confirmed' || order.stage === 'install_scheduled') &&
    (order.focDate <= today ||
      businessDaysBetween(today, order.focDate, calendar) <= NEAR_BUSINESS_DAYS);
  return near ? { ...row, readMs: DATE_IS_NEAR_MS } : row;
}

/** The shortest of all orders' intervals, with a tenth of jitter, so that carriers see no herd. */
export function nextSweepMs(rows: readonly { sweepMs: number }[], random: number): number {
  const shortest = Math.min(LONGEST.sweepMs, ...rows.map((row) => row.sweepMs));
  return Math.round(shortest * (0.95 + random * 0.1));
}
