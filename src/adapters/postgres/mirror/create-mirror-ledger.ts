import type { MirrorLedger, MirrorLink } from '../../../ports/mirror-ledger';
import type { Database } from '../pool';
import type { AuditTools } from '../record-own-change';
import { maybeOne, one, run, sql } from '../sql';
import { createTaskIntents } from './task-intents';
import { createTaskReadings } from './task-readings';

const CONNECTION = 'servicenow';

/** Links, intents and readings of ServiceNow tasks, under the worker's login. */
export function createMirrorLedger(db: Database, tools: AuditTools): MirrorLedger {
  return {
    ...createTaskIntents(db, tools),
    ...createTaskReadings(db, tools),
    async readCursor() {
      const row = await maybeOne<{ cursor: { updatedOn: string; sysId: string } | null }>(
        db,
        sql`SELECT cursor FROM connections WHERE name = ${CONNECTION}`,
      );
      return row?.cursor ?? null;
    },
    async storeCursor(cursor, at) {
      await run(
        db,
        sql`INSERT INTO connections (name, cursor, updated_at)
            VALUES (${CONNECTION}, ${JSON.stringify(cursor)}, ${at})
            ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor,
              updated_at = excluded.updated_at`,
      );
    },
    async linkOf(sysId) {
      const row = await maybeOne<MirrorLink & Record<string, unknown>>(
        db,
        sql`SELECT l.order_key AS "orderNumber", l.sys_id AS "sysId", l.base,
              l.last_sent AS "lastSent", o.stage, o.flags -> 'needsAttention' AS attention
            FROM sctask_links l JOIN orders o ON o.id = l.order_id WHERE l.sys_id = ${sysId}`,
      );
      return row ?? null;
    },
    async countOpenLinks() {
      const { n } = await one<{ n: number }>(
        db,
        sql`SELECT count(*)::int AS n FROM sctask_links l JOIN orders o ON o.id = l.order_id
            WHERE o.ended_at IS NULL OR o.ended_at > now() - interval '1 hour'`,
      );
      return n;
    },
  };
}
