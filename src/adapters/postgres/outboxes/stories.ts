import type { CarrierEvent } from '../../../domain/order/events';
import type { Outboxes } from '../../../ports/outboxes';
import { INTENT_COLUMNS, INTENT_SOURCES, toIntent } from '../intents';
import type { Database } from '../pool';
import { many, run, sql } from '../sql';
import { later, LEASE_MS } from './leased-rows';

type Stories = Pick<
  Outboxes,
  'claimIntents' | 'releaseIntent' | 'claimInbox' | 'finishInbox' | 'claimMirrors'
>;

/** What workflows have not been told yet: wishes of people, a carrier's events, a task to mirror. */
export function createStories(db: Database): Stories {
  return {
    async claimIntents(limit, at) {
      const rows = await many<Parameters<typeof toIntent>[0] & Record<string, unknown>>(db, {
        text: `WITH due AS (
            UPDATE intents SET not_before = $1, attempts = attempts + 1 WHERE id IN (
              SELECT id FROM intents WHERE state = 'pending' AND not_before <= $2
              ORDER BY created_at LIMIT $3 FOR UPDATE SKIP LOCKED)
            RETURNING id)
          SELECT ${INTENT_COLUMNS} FROM ${INTENT_SOURCES} JOIN due ON due.id = i.id`,
        values: [later(at, LEASE_MS), at, limit],
      });
      return rows.map(toIntent);
    },
    async releaseIntent(id, at) {
      await run(
        db,
        sql`UPDATE intents SET not_before = ${later(at, 2_000)} WHERE id = ${id} AND state = 'pending'`,
      );
    },
    async claimInbox(limit, at) {
      const rows = await many<{ order_number: string; events: CarrierEvent[] }>(
        db,
        sql`WITH due AS (
              UPDATE inbox SET not_before = ${later(at, LEASE_MS)}, attempts = attempts + 1 WHERE id IN (
                SELECT id FROM inbox WHERE state IN ('pending', 'told') AND not_before <= ${later(at, -LEASE_MS)}
                  AND source LIKE 'carrier:%'
                ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
              RETURNING id, order_id, event)
            SELECT o.order_number, jsonb_agg(due.event ORDER BY due.id) AS events
            FROM due JOIN orders o ON o.id = due.order_id GROUP BY o.order_number`,
      );
      return rows.map((row) => ({ orderNumber: row.order_number, events: row.events }));
    },
    async finishInbox(keys, state) {
      await run(
        db,
        sql`UPDATE inbox SET state = ${state} WHERE event_id = ANY (${keys})
              AND state IN ('pending', 'told') AND source LIKE 'carrier:%'`,
      );
    },
    async claimMirrors(limit, at) {
      const rows = await many<{ order_number: string }>(
        db,
        sql`WITH due AS (
              UPDATE sn_outbox SET not_before = ${later(at, LEASE_MS)} WHERE id IN (
                SELECT DISTINCT ON (order_id) id FROM sn_outbox
                WHERE state = 'pending' AND not_before <= ${at} ORDER BY order_id, id LIMIT ${limit})
              RETURNING order_id)
            SELECT o.order_number FROM due JOIN orders o ON o.id = due.order_id`,
      );
      return rows.map((row) => row.order_number);
    },
  };
}
