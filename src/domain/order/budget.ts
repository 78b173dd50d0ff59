import { prorate, toMoney } from '../money';
import { daysBetween, type CalendarDate } from '../time';
import type { Finding } from './finding';

/** Month the fiscal year starts in; 1 makes it the calendar year. */
export const FISCAL_YEAR_START_MONTH = 1;

/** The fiscal year a day belongs to, named after the calendar year it ends in. */
export function fiscalYearOf(date: CalendarDate, startMonth = FISCAL_YEAR_START_MONTH): number {
  const { year, month } = monthOf(date);
  return startMonth > 1 && month >= startMonth ? year + 1 : year;
}

export interface YearCost {
  monthlyMinor: bigint;
  installMinor: bigint;
  expectedActivation: CalendarDate;
  fiscalYear: number;
}

/**
 * What an order takes of one year's budget: the install cost once, in the year of activation, and
 * the monthly cost to the end of that year. The first month counts by its days, the first day
 * included. 500.00 a month and 250.00 once from 10 March: 250.00 + 354.84 (22 of 31 days) + 9 x
 * 500.00 = 5104.84 this year, 6000.00 in each later one, nothing in an earlier one.
 */
export function yearAmount(cost: YearCost, startMonth = FISCAL_YEAR_START_MONTH): bigint {
  const { monthlyMinor, installMinor, expectedActivation, fiscalYear } = cost;
  const firstYear = fiscalYearOf(expectedActivation, startMonth);
  if (fiscalYear < firstYear) return 0n;
  if (fiscalYear > firstYear) return monthlyMinor * 12n;
  const { year, month } = monthOf(expectedActivation);
  const monthStart = firstOfMonth(year, month);
  const nextMonthStart = firstOfMonth(year + Math.floor(month / 12), (month % 12) + 1);
  const firstMonth = prorate(
    monthlyMinor,
    daysBetween(expectedActivation, nextMonthStart),
    daysBetween(monthStart, nextMonthStart),
  );
  const monthsAfter = 11 - ((month - startMonth + 12) % 12);
  return installMinor + firstMonth + monthlyMinor * BigInt(monthsAfter);
}

/** Where the budget of one cost centre and year stands, minor units of one currency. */
export interface BudgetPosition {
  allocated: bigint;
  /** For orders submitted and not yet with the provider. */
  held: bigint;
  committed: bigint;
  spent: bigint;
  /** What is left: 1000.00 allocated, 100.00 held, 300.00 committed, 200.00 spent leave 400.00. */
  available: bigint;
}

/** The position with what is left. */
export function budgetPosition(parts: Omit<BudgetPosition, 'available'>): BudgetPosition {
  const { allocated, held, committed, spent } = parts;
  return { allocated, held, committed, spent, available: allocated - held - committed - spent };
}

/** Does the budget cover an order's amount of the year? No budget in its currency is none. */
export function budgetFinding(
  order: { costCentre: string; fiscalYear: number; amountMinor: bigint; currency: string },
  budget: (BudgetPosition & { currency: string }) | null,
): Finding {
  const { costCentre, fiscalYear, amountMinor, currency } = order;
  const asked = { costCentre, fiscalYear, currency, amount: toMoney(amountMinor, currency).amount };
  if (budget?.currency !== currency) {
    return { check: 'budget', severity: 'blocks', code: 'BUDGET_MISSING', facts: asked };
  }
  const facts = { ...asked, available: toMoney(budget.available, currency).amount };
  return amountMinor > budget.available
    ? { check: 'budget', severity: 'blocks', code: 'BUDGET_EXCEEDED', facts }
    : { check: 'budget', severity: 'ok', code: 'BUDGET_COVERS', facts };
}

/** What a reservation may become; what is spent or released stays so. */
export const RESERVATION_MOVES = {
  held: ['committed', 'released'],
  committed: ['spent', 'released'],
  spent: [],
  released: [],
} as const satisfies Record<string, readonly string[]>;

export type ReservationState = keyof typeof RESERVATION_MOVES;

/** Whether a reservation may go from one state to another; false for staying where it is. */
export function mayMoveReservation(from: ReservationState, to: ReservationState): boolean {
  const targets: readonly ReservationState[] = RESERVATION_MOVES[from];
  return targets.includes(to);
}

function monthOf(date: CalendarDate): { year: number; month: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

function firstOfMonth(year: number, month: number): CalendarDate {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}
