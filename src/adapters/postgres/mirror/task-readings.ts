import type { MirrorLedger, MirrorLink } from '../../../ports/mirror-ledger';
import type { TaskState } from '../../../ports/task-mirror';
import type { TimelineKind } from '../../../domain/order/timeline';
import type { Database } from '../pool';
import { recordOwnChange, type AuditTools } from '../record-own-change';
import { maybeOne, one, run, sql, type Queryable } from '../sql';

type Readings = Pick<MirrorLedger, 'storeTask' | 'storeSent' | 'recordJournal' | 'takeTask'>;

/** What a task was found to say, and what an agent wrote into it. */
export function createTaskReadings(db: Database, tools: AuditTools): Readings {
  return {
    storeTask: (orderNumber, task, at) =>
      db.transaction((client) => storeTask(client, orderNumber, task, at)),
    async storeSent(orderNumber, fields) {
      await run(
        db,
        sql`UPDATE sctask_links SET last_sent = ${JSON.stringify(fields)}
            WHERE order_key = ${orderNumber}`,
      );
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

async function storeTask(
  db: Queryable,
  orderNumber: string,
  task: TaskState,
  at: string,
): Promise<void> {
  const row = await one<{ order_id: number }>(
    db,
    sql`UPDATE sctask_links SET sys_id = ${task.sysId}, number = ${task.number}, state = 'linked',
          base = ${JSON.stringify(task)}, mod_count = ${task.modCount}
        WHERE order_key = ${orderNumber} RETURNING order_id`,
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
