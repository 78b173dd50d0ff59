import type { BudgetPosition, ReservationState } from '../../domain/order/budget';
import { maybeOne, run, sql, type Queryable } from './sql';

export interface Reservation {
  orderId: number;
  round: number;
  costCentre: string;
  fiscalYear: number;
  amountMinor: bigint;
  currency: string;
  at: string;
}

/**
 * Holds the amount or says why not. The order's row is locked by the caller; the budget is moved by
 * one conditional statement, so that no two orders together take more than is allocated.
 */
export async function reserve(
  db: Queryable,
  wish: Reservation,
): Promise<'held' | 'exceeded' | 'missing'> {
  const { orderId, round, costCentre, fiscalYear, amountMinor, currency, at } = wish;
  const budget = await maybeOne<{ currency: string }>(
    db,
    sql`SELECT currency FROM budgets
        WHERE cost_centre = ${costCentre} AND fiscal_year = ${fiscalYear}`,
  );
  if (budget?.currency !== currency) return 'missing';
  const inserted = await run(
    db,
    sql`INSERT INTO reservations
          (order_id, round, cost_centre, fiscal_year, amount_minor, state, created_at, moved_at)
        VALUES (${orderId}, ${round}, ${costCentre}, ${fiscalYear}, ${amountMinor}, 'held', ${at}, ${at})
        ON CONFLICT DO NOTHING`,
  );
  if (inserted === 0) return 'held';
  const taken = await run(
    db,
    sql`UPDATE budgets SET used_minor = used_minor + ${amountMinor}
        WHERE cost_centre = ${costCentre} AND fiscal_year = ${fiscalYear}
          AND used_minor + ${amountMinor} <= allocated_minor`,
  );
  return taken === 1 ? 'held' : 'exceeded';
}

/** Moves the order's live reservations; a second time finds nothing to move. */
export async function moveReservations(
  db: Queryable,
  orderId: number,
  to: Extract<ReservationState, 'committed' | 'released'>,
  at: string,
): Promise<void> {
  const from = to === 'committed' ? ['held'] : ['held', 'committed'];
  if (to === 'committed') {
    await run(
      db,
      sql`UPDATE reservations SET state = 'committed', moved_at = ${at}
          WHERE order_id = ${orderId} AND state = ANY (${from})`,
    );
    return;
  }
  await run(
    db,
    sql`WITH moved AS (
          UPDATE reservations SET state = 'released', moved_at = ${at}
          WHERE order_id = ${orderId} AND state = ANY (${from})
          RETURNING cost_centre, fiscal_year, amount_minor)
        UPDATE budgets b SET used_minor = b.used_minor - m.amount
        FROM (SELECT cost_centre, fiscal_year, sum(amount_minor)::bigint AS amount
              FROM moved GROUP BY cost_centre, fiscal_year) m
        WHERE b.cost_centre = m.cost_centre AND b.fiscal_year = m.fiscal_year`,
  );
}

/** Where a budget stands; undefined where nobody allocated one. */
export async function readBudget(
  db: Queryable,
  costCentre: string,
  fiscalYear: number,
): Promise<(BudgetPosition & { currency: string }) | undefined> {
  const row = await maybeOne<{
    currency: string;
    allocated: bigint;
    used: bigint;
    held: bigint;
    committed: bigint;
    spent: bigint;
  }>(
    db,
    sql`SELECT b.currency, b.allocated_minor AS allocated, b.used_minor AS used,
          coalesce(sum(r.amount_minor) FILTER (WHERE r.state = 'held'), 0)::bigint AS held,
          coalesce(sum(r.amount_minor) FILTER (WHERE r.state = 'committed'), 0)::bigint AS committed,
          coalesce(sum(r.amount_minor) FILTER (WHERE r.state = 'spent'), 0)::bigint AS spent
        FROM budgets b LEFT JOIN reservations r
          ON r.cost_centre = b.cost_centre AND r.fiscal_year = b.fiscal_year
        WHERE b.cost_centre = ${costCentre} AND b.fiscal_year = ${fiscalYear} GROUP BY b.id`,
  );
  if (row === undefined) return undefined;
  const { used, ...position } = row;
  return { ...position, available: row.allocated - used };
}
