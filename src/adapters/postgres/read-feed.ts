import type { Status } from '../../domain/order/stages';
import { many, one, sql, type Queryable } from './sql';

/** A place in the feed; every row behind it has been seen, none before it was skipped. */
export interface FeedCursor {
  generation: number;
  xid: string;
  id: string;
}

export interface FeedHint {
  cursor: FeedCursor;
  orderNumber: string;
  version: number;
  status: Status;
}

const PAGE = 500;

/**
 * The next hints. Only rows of transactions that ended before the oldest one still running are
 * read: a row that commits late can then never appear behind a cursor that has passed it. Rows of an
 * older generation, from before a restore, have no transaction still running.
 */
export async function readFeed(db: Queryable, after: FeedCursor): Promise<FeedHint[]> {
  const { generation, xid, id } = after;
  const rows = await many<{
    generation: number;
    xid: string;
    id: string;
    order_number: string;
    version: number;
    status: Status;
  }>(
    db,
    sql`SELECT e.generation, e.xid::text AS xid, e.id::text AS id, o.order_number, o.version, o.status
        FROM order_events e JOIN orders o ON o.id = e.order_id
        WHERE (e.generation, e.xid, e.id) > (${generation}::int, ${xid}::xid8, ${id}::bigint)
          AND (e.xid < pg_snapshot_xmin(pg_current_snapshot())
            OR e.generation < (SELECT max(generation) FROM order_events))
        ORDER BY e.generation, e.xid, e.id LIMIT ${PAGE}`,
  );
  return rows.map((row) => ({
    cursor: { generation: row.generation, xid: row.xid, id: row.id },
    orderNumber: row.order_number,
    version: row.version,
    status: row.status,
  }));
}

/** Where a listener that wants only news begins. */
export async function readFeedEnd(db: Queryable): Promise<FeedCursor> {
  const row = await one<{ generation: number; xmin: string }>(
    db,
    sql`SELECT coalesce((SELECT max(generation) FROM order_events), 1) AS generation,
          pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`,
  );
  // Every later event has this transaction id or a higher one.
  return {
    generation: row.generation,
    xid: String(BigInt(row.xmin) - 1n),
    id: '9223372036854775807',
  };
}
