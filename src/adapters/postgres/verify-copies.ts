import { readMigrations } from './migrate';
import { many, sql, type Queryable } from './sql';
import type { AuditFault } from './verify-audit';

/** What follows from the logs of all orders together, compared with what the tables say. */
export async function verifyCopies(db: Queryable): Promise<AuditFault[]> {
  return [...(await strayScopes(db)), ...(await wrongBudgets(db)), ...(await wrongTimelines(db))];
}

/** The function that says what a log answers for is this build's own, or it could say anything. */
export async function replacedPicture(db: Queryable): Promise<AuditFault[]> {
  const text = readMigrations().findLast((one) =>
    one.text.includes('FUNCTION audit_picture('),
  )?.text;
  const [, wanted] = /FUNCTION audit_picture\(.*?\$\$(.*?)\$\$/su.exec(text ?? '') ?? [];
  const found = await many<{ source: string }>(
    db,
    sql`SELECT prosrc AS source FROM pg_proc WHERE proname = 'audit_picture'`,
  );
  const own = found.length === 1 && found[0]?.source === wanted;
  return own
    ? []
    : [{ scope: 'function:audit_picture', k: 0, fault: 'is not the one this build made' }];
}

/** Events of orders that do not exist: somebody removed the order, or wrote about none. */
async function strayScopes(db: Queryable): Promise<AuditFault[]> {
  const rows = await many<{ scope: string }>(
    db,
    sql`SELECT DISTINCT scope FROM audit.event e WHERE NOT EXISTS (
          SELECT FROM orders o WHERE e.scope = 'order:' || o.order_number)`,
  );
  return rows.map(({ scope }) => ({ scope, k: 0, fault: 'there is no such order' }));
}

/** A budget's used amount is the sum of what its orders hold; each of those stands in a log. */
async function wrongBudgets(db: Queryable): Promise<AuditFault[]> {
  const rows = await many<{ scope: string; used: string; held: string }>(
    db,
    sql`SELECT 'budget:' || b.cost_centre || '/' || b.fiscal_year AS scope,
          b.used_minor::text AS used, coalesce(sum(r.amount_minor), 0)::text AS held
        FROM budgets b LEFT JOIN reservations r ON r.cost_centre = b.cost_centre
          AND r.fiscal_year = b.fiscal_year AND r.state <> 'released'
        GROUP BY b.id HAVING b.used_minor <> coalesce(sum(r.amount_minor), 0)`,
  );
  return rows.map(({ scope, used, held }) => ({
    ...{ scope, k: 0 },
    fault: `says that ${used} minor units are used, its reservations ${held}`,
  }));
}

/** The history people read says of each event what the event says, and nothing besides. */
async function wrongTimelines(db: Queryable): Promise<AuditFault[]> {
  const rows = await many<{ scope: string; k: number; stands: string }>(
    db,
    sql`SELECT coalesce(e.scope, t.scope) AS scope, coalesce(e.k, t.k) AS k,
          CASE WHEN e.k IS NULL THEN 'stands in the history alone'
            WHEN t.k IS NULL THEN 'is missing in the history'
            ELSE 'reads otherwise in the history' END AS stands
        FROM (SELECT scope, k, at, convert_from(body, 'UTF8')::jsonb AS body FROM audit.event) e
          FULL JOIN (SELECT 'order:' || o.order_number AS scope, v.*
            FROM order_events v JOIN orders o ON o.id = v.order_id) t
          ON t.scope = e.scope AND t.k = e.k
        WHERE e.k IS NULL OR t.k IS NULL OR t.at <> e.at OR t.kind <> e.body ->> 'code'
          OR t.source <> e.body ->> 'source'
          OR t.facts - 'from' - 'to' <> (e.body -> 'facts') - 'from' - 'to'
          OR (e.body ? 'textSha256' AND encode(sha256(convert_to(t.body, 'UTF8')), 'hex')
            IS DISTINCT FROM e.body ->> 'textSha256')
        ORDER BY 1, 2`,
  );
  return rows.map(({ scope, k, stands }) => ({ scope, k, fault: stands }));
}
