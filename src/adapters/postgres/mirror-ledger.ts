import type { MirrorIntent, MirrorLedger, MirrorLink } from '../../ports/mirror-ledger';
import type { TaskFields, TaskState, TaskStateCode } from '../../ports/task-mirror';
import { isClosedState } from '../../domain/order/mirror';
import type { Flags, Stage } from '../../domain/order/stages';
import type { TimelineKind } from '../../domain/order/timeline';
import type { Database } from './pool';
import { recordOwnChange, type AuditTools } from './record-own-change';
import { many, maybeOne, one, run, sql, type Queryable } from './sql';
import { taskFieldsOf } from './task-fields';

interface IntentRow {
  id: string;
  order_id: number;
  attempts: number;
  created_at: string;
  kind: 'create' | 'fields' | 'note';
  body: {
    state?: TaskStateCode | null;
    stage?: Stage;
    text?: string;
    kind?: 'comment' | 'work';
    marker?: string;
  };
  sys_id: string | null;
  task_state: string | null;
  attention: Flags['needsAttention'];
  stage: Stage;
}

const CONNECTION = 'servicenow';

/** Links, intents and readings of ServiceNow tasks, under the worker's login. */
export function createMirrorLedger(db: Database, tools: AuditTools): MirrorLedger {
  return {
    nextIntent: (orderNumber, at) =>
      db.transaction((client) => nextIntent(client, orderNumber, at)),
    async finishIntent(id, at) {
      await run(db, sql`UPDATE sn_outbox SET state = 'done', done_at = ${at} WHERE id = ${id}`);
    },
    buryIntent: (id, cause, at) =>
      db.transaction(async (client) => {
        const { order_id: orderId } = await one<{ order_id: number }>(
          client,
          sql`UPDATE sn_outbox SET state = 'dead', cause = ${cause}, done_at = ${at}
              WHERE id = ${id} RETURNING order_id`,
        );
        await recordOwnChange(
          client,
          orderId,
          {
            code: 'servicenow_refused',
            actor: null,
            label: 'ServiceNow',
            channel: 'servicenow',
            at,
            text: cause,
            facts: { intent: id },
            notices: [],
          },
          tools,
        );
      }),
    async countTry(id, cause, at) {
      const next = new Date(Date.parse(at) + 60_000).toISOString();
      await run(
        db,
        sql`UPDATE sn_outbox SET attempts = attempts + 1, cause = ${cause}, not_before = ${next}
            WHERE id = ${id}`,
      );
    },
    storeTask: (orderNumber, task, at) =>
      db.transaction((client) => storeTask(client, orderNumber, task, at)),
    async storeSent(orderNumber, fields) {
      await run(
        db,
        sql`UPDATE sctask_links SET last_sent = ${JSON.stringify(fields)}
            WHERE order_key = ${orderNumber}`,
      );
    },
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
    recordJournal: (link, entry, at) =>
      db.transaction(async (client) => {
        const fresh = await run(
          client,
          sql`INSERT INTO inbox (source, event_id, order_id, kind, event, body, body_hash, state,
                not_before, received_at)
              SELECT 'servicenow', ${`journal/${entry.sysId}`}, id, ${entry.kind},
                ${JSON.stringify({ createdOn: entry.createdOn })}::jsonb, ${entry.text}, '',
                'applied', ${at}, ${at}
              FROM orders WHERE order_number = ${link.orderNumber} ON CONFLICT DO NOTHING`,
        );
        if (fresh === 0) return;
        await recordAgent(client, tools, link, at, {
          code: entry.kind === 'comment' ? 'servicenow_comment' : 'servicenow_note',
          label: entry.author,
          text: entry.text,
          facts: { createdOn: entry.createdOn },
        });
      }),
    takeTask: (link, edits, task, at) =>
      db.transaction(async (client) => {
        const known = await maybeOne<{ mod_count: number | null }>(
          client,
          sql`SELECT mod_count FROM sctask_links WHERE order_key = ${link.orderNumber} FOR UPDATE`,
        );
        // Somebody took this reading, or a later one, meanwhile.
        if (known === undefined || (known.mod_count ?? -1) > task.modCount) return;
        const isNews = known.mod_count !== task.modCount;
        for (const { field, from, to } of isNews ? edits : []) {
          await recordAgent(client, tools, link, at, {
            code: 'servicenow_edit',
            label: 'ServiceNow',
            text: null,
            facts: { field, from, to, modCount: task.modCount },
          });
        }
        await storeTask(client, link.orderNumber, task, at);
      }),
  };
}

async function recordAgent(
  db: Queryable,
  tools: AuditTools,
  link: MirrorLink,
  at: string,
  what: {
    code: TimelineKind;
    label: string;
    text: string | null;
    facts: Record<string, string | number>;
  },
): Promise<void> {
  const order = await one<{ id: number }>(
    db,
    sql`SELECT id FROM orders WHERE order_number = ${link.orderNumber}`,
  );
  await recordOwnChange(
    db,
    order.id,
    {
      code: what.code,
      actor: null,
      label: what.label,
      channel: 'servicenow',
      at,
      ...(what.text === null ? {} : { text: what.text }),
      facts: what.facts,
      notices: [],
    },
    tools,
  );
}

/** Oldest first. Field intents say "be as the order is", so the newest stands for all waiting ones. */
async function nextIntent(
  db: Queryable,
  orderNumber: string,
  at: string,
): Promise<MirrorIntent | null> {
  const rows = await many<IntentRow & Record<string, unknown>>(
    db,
    sql`SELECT x.id::text AS id, x.order_id, x.attempts, iso(x.created_at) AS created_at, x.kind, x.body,
          l.sys_id, l.base ->> 'state' AS task_state, o.stage, o.flags -> 'needsAttention' AS attention
        FROM sn_outbox x JOIN orders o ON o.id = x.order_id
          LEFT JOIN sctask_links l ON l.order_id = o.id
        WHERE o.order_number = ${orderNumber} AND x.state = 'pending' ORDER BY x.id`,
  );
  const [oldest] = rows;
  if (oldest === undefined) return null;
  const base = {
    id: oldest.id,
    orderNumber,
    attempts: oldest.attempts,
    createdAt: oldest.created_at,
    attention: oldest.attention,
    // One task takes its intents one after the other: the one written was the one that failed.
    othersFail: false,
    sysId: oldest.sys_id,
    taskState: oldest.task_state,
    stage: oldest.stage,
  };
  if (oldest.kind === 'note') {
    const { text = '', kind = 'work', marker = '' } = oldest.body;
    return { ...base, what: { kind: 'note', text, visibility: kind, marker } };
  }
  const folded = foldable(rows);
  const newest = folded.at(-1) ?? oldest;
  const skipped = folded.slice(0, -1).map((row) => row.id);
  if (skipped.length > 0) {
    await run(
      db,
      sql`UPDATE sn_outbox SET state = 'collapsed', done_at = ${at} WHERE id = ANY (${skipped}::bigint[])`,
    );
  }
  const state = newest.body.state ?? undefined;
  const closedByAgent = oldest.task_state !== null && isClosedState(oldest.task_state);
  const fields: TaskFields = await taskFieldsOf(db, oldest.order_id);
  if (state !== undefined && !closedByAgent) fields.state = state;
  return {
    ...base,
    id: newest.id,
    what: { kind: oldest.sys_id === null ? 'create' : 'fields', fields },
  };
}

/** Field intents up to the next closing one: a closing state waits for the notes before it. */
function foldable(rows: readonly IntentRow[]): IntentRow[] {
  const folded: IntentRow[] = [];
  for (const row of rows) {
    if (row.kind === 'note') continue;
    if (folded.length > 0 && isClosedState(row.body.state ?? '')) break;
    folded.push(row);
  }
  return folded;
}

async function storeTask(
  db: Queryable,
  orderNumber: string,
  task: TaskState,
  at: string,
): Promise<void> {
  const row = await one<{ order_id: number; fresh: boolean }>(
    db,
    sql`UPDATE sctask_links SET sys_id = ${task.sysId}, number = ${task.number}, state = 'linked',
          base = ${JSON.stringify(task)}, mod_count = ${task.modCount}
        WHERE order_key = ${orderNumber} RETURNING order_id, true AS fresh`,
  );
  for (const [type, value] of [
    ['sctask_number', task.number],
    ['sctask_sys_id', task.sysId],
  ]) {
    await run(
      db,
      sql`INSERT INTO identifiers (order_id, provider, type, value, norm, source, created_at)
          VALUES (${row.order_id}, 'servicenow', ${type}, ${value}, upper(${value}), 'servicenow',
            ${at}) ON CONFLICT DO NOTHING`,
    );
  }
}
