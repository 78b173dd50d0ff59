import fc from 'fast-check';
import {
  RESERVATION_MOVES,
  budgetFinding,
  budgetPosition,
  fiscalYearOf,
  mayMoveReservation,
  yearAmount,
  type ReservationState,
} from '../../../src/domain/order/budget';

const cost = { monthlyMinor: 50_000n, installMinor: 25_000n };
const STATES = Object.keys(RESERVATION_MOVES) as ReservationState[];

describe('fiscalYearOf', () => {
  it('is the calendar year', () => {
    expect(['2026-01-01', '2026-12-31'].map((date) => fiscalYearOf(date))).toEqual([2026, 2026]);
  });

  it('is named after the year it ends in when it starts later', () => {
    expect(['2026-09-30', '2026-10-01'].map((date) => fiscalYearOf(date, 10))).toEqual([
      2026, 2027,
    ]);
  });
});

describe('yearAmount', () => {
  it.each([
    ['the whole year', '2026-01-01', 2026, 25_000n + 600_000n],
    ['from 10 March', '2026-03-10', 2026, 25_000n + 35_484n + 450_000n],
    ['from the first of a month', '2026-07-01', 2026, 25_000n + 300_000n],
    ['one day', '2026-12-31', 2026, 25_000n + 1_613n],
    ['a leap February', '2028-02-15', 2028, 25_000n + 25_862n + 500_000n],
    ['a later year', '2026-03-10', 2027, 600_000n],
    ['an earlier year', '2027-03-10', 2026, 0n],
  ])('takes %s', (_, expectedActivation, fiscalYear, amount) => {
    expect(yearAmount({ ...cost, expectedActivation, fiscalYear })).toBe(amount);
  });

  it('counts to the end of a fiscal year that starts in October', () => {
    const order = { ...cost, expectedActivation: '2026-12-01', fiscalYear: 2027 };
    expect(yearAmount(order, 10)).toBe(25_000n + 500_000n);
  });

  it('is never more than the install and twelve months, and shrinks with a later day', () => {
    const anyDay = fc.integer({ min: 1, max: 28 }).map((day) => String(day).padStart(2, '0'));
    const anyMonth = fc.integer({ min: 1, max: 12 }).map((month) => String(month).padStart(2, '0'));
    const anyMinor = fc.bigInt({ min: 0n, max: 9_999_999_999n });
    fc.assert(
      fc.property(anyMinor, anyMonth, anyDay, anyMonth, anyDay, (monthlyMinor, ...parts) => {
        const [month, day, otherMonth, otherDay] = parts;
        const dates = [`2026-${month}-${day}`, `2026-${otherMonth}-${otherDay}`].sort();
        const [first = 0n, second = 0n] = dates.map((expectedActivation) =>
          yearAmount({ ...cost, monthlyMinor, expectedActivation, fiscalYear: 2026 }),
        );
        expect(first >= second).toBe(true);
        expect(first <= cost.installMinor + 12n * monthlyMinor).toBe(true);
      }),
    );
  });
});

describe('budgetFinding', () => {
  const order = { costCentre: 'CC-100', fiscalYear: 2026, amountMinor: 40_000n, currency: 'USD' };
  const parts = { allocated: 100_000n, held: 10_000n, committed: 30_000n, spent: 20_000n };
  const budget = { ...budgetPosition(parts), currency: 'USD' };

  it('covers an order that takes all that is left', () => {
    expect(budget.available).toBe(40_000n);
    expect(budgetFinding(order, budget)).toEqual({
      check: 'budget',
      severity: 'ok',
      code: 'BUDGET_COVERS',
      facts: {
        costCentre: 'CC-100',
        fiscalYear: 2026,
        currency: 'USD',
        amount: '400.00',
        available: '400.00',
      },
    });
  });

  it('blocks one cent more', () => {
    const finding = budgetFinding({ ...order, amountMinor: 40_001n }, budget);
    expect(finding).toMatchObject({ severity: 'blocks', code: 'BUDGET_EXCEEDED' });
    expect(finding.facts).toMatchObject({ amount: '400.01', available: '400.00' });
  });

  it.each([
    ['no budget', null],
    ['a budget in another currency', { ...budget, currency: 'EUR' }],
  ])('blocks with %s', (_, other) => {
    const finding = budgetFinding(order, other);
    expect(finding).toMatchObject({ severity: 'blocks', code: 'BUDGET_MISSING' });
  });
});

describe('mayMoveReservation', () => {
  it('allows four moves and no other', () => {
    const moves = STATES.flatMap((from) =>
      STATES.filter((to) => mayMoveReservation(from, to)).map((to) => `${from} to ${to}`),
    );
    expect(moves).toEqual([
      'held to committed',
      'held to released',
      'committed to spent',
      'committed to released',
    ]);
  });
});
