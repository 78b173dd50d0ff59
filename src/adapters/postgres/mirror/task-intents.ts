import type { MirrorIntent, MirrorLedger } from '../../../ports/mirror-ledger';
import type { TaskFields, TaskStateCode } from '../../../ports/task-mirror';
import { isClosedState } from '../../../domain/order/mirror';
import type { Flags, Stage } from '../../../domain/order/stages';
import type { Database } from '../pool';
import { recordOwnChange, type AuditTools } from '../record-own-change';
import { many, one, run, sql, type Queryable } from '../sql';
import { taskFieldsOf } from './task-fields';

type Intents = Pick<MirrorLedger, 'nextIntent' | 'finishIntent' | 'buryIntent' | 'countTry'>;

/** What a task still has to be told, one after the other. */
export function createTaskIntents(db: Database, tools: AuditTools): Intents {
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
  };
}

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
