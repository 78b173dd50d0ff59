import { many, sql } from '../../../src/adapters/postgres/sql';
import { verifyAudit } from '../../../src/adapters/postgres/verify-audit';
import type { Checker } from '../evidence';

/** The log verifies, the read model is its fold, and the timeline tells the same numbers. */
export const i09: Checker = {
  id: 'I9',
  claim: 'the audit log verifies and the read model is its fold',
  always: true,
  async check({ db, auditKeys }) {
    const report = await verifyAudit(db, auditKeys);
    const found = report.faults.map(({ scope, k, fault }) => `${scope}, event ${k}: ${fault}`);
    const parted = await many<{ order_number: string; k: number }>(
      db,
      sql`SELECT o.order_number, coalesce(e.k, t.k) AS k
          FROM (SELECT scope, k FROM audit.event) e
            FULL JOIN (SELECT 'order:' || o.order_number AS scope, v.k FROM order_events v
              JOIN orders o ON o.id = v.order_id) t ON t.scope = e.scope AND t.k = e.k
            JOIN orders o ON 'order:' || o.order_number = coalesce(e.scope, t.scope)
          WHERE e.k IS NULL OR t.k IS NULL`,
    );
    for (const { order_number: orderNumber, k } of parted) {
      found.push(`${orderNumber}: event ${k} stands in the log or the timeline only`);
    }
    return found;
  },
};
