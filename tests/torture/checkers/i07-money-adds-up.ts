import { many, sql, type Queryable } from '../../../src/adapters/postgres/sql';
import type { BudgetSample, Checker } from '../evidence';

/** Every budget with what its reservations bind, in one look. */
export async function readBudgets(db: Queryable, at: string): Promise<BudgetSample[]> {
  const rows = await many<Omit<BudgetSample, 'at'> & Record<string, unknown>>(
    db,
    sql`SELECT b.cost_centre AS "costCentre", b.fiscal_year AS "fiscalYear", b.used_minor AS used,
          b.allocated_minor AS allocated, coalesce(sum(r.amount_minor)
            FILTER (WHERE r.state <> 'released'), 0)::bigint AS reserved
        FROM budgets b LEFT JOIN reservations r USING (cost_centre, fiscal_year) GROUP BY b.id`,
  );
  return rows.map((row) => ({ ...row, at }));
}

export function isSound({ used, reserved, allocated }: BudgetSample): boolean {
  return used === reserved && used <= allocated && used >= 0n;
}

/** Used is what is held, committed and spent, and never more than allocated, at any moment. */
export const i07: Checker = {
  id: 'I7',
  claim: 'used = held + committed + spent <= allocated, at every moment',
  always: true,
  async check({ db, run }) {
    const now = await readBudgets(db, 'now');
    const wrong = [...run.budgetSamples, ...now].filter((sample) => !isSound(sample));
    return wrong.map(
      ({ at, costCentre, fiscalYear, used, reserved, allocated }) =>
        `${costCentre}/${fiscalYear} at ${at}: used ${used}, reserved ${reserved}, allocated ${allocated}`,
    );
  },
};
