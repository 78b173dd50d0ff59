import type { Stage } from '../../domain/order/stages';
import { many, sql, type Queryable } from './sql';

/** Other orders of the same site and purpose, as the duplicate rule wants them. */
export async function readSiblings(
  db: Queryable,
  siteId: number,
  purpose: string,
  except: string | null,
): Promise<{ orderNumber: string; stage: Stage; kind: 'new' }[]> {
  const rows = await many<{ order_number: string; stage: Stage; kind: 'new' }>(
    db,
    sql`SELECT order_number, stage, kind FROM orders
        WHERE site_id = ${siteId} AND circuit_purpose = ${purpose}
          AND order_number IS DISTINCT FROM ${except}
          AND stage NOT IN ('withdrawn', 'cancelled', 'failed')
        ORDER BY id LIMIT 20`,
  );
  return rows.map((row) => ({ orderNumber: row.order_number, stage: row.stage, kind: row.kind }));
}
