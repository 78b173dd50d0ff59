import { toActAnswer } from '../../domain/order/act-answer';
import type { ProjectionInput, Snapshot } from '../../domain/order/change';
import type { Refusal } from '../../domain/errors';
import { appendAudit } from './append-audit';
import type { AuditKey } from './audit-row';
import type { Database } from './pool';
import { lockOrder } from './projection-row';
import { readActor } from './read-actor';
import { run, sql, type Queryable } from './sql';

/** The intent is answered in the transaction that did what it asked. */
export async function closeIntent(
  db: Queryable,
  { change, at }: ProjectionInput,
  snapshot: Snapshot,
): Promise<void> {
  if (change.kind !== 'act') return;
  await run(
    db,
    sql`UPDATE intents SET state = 'accepted', answer = ${JSON.stringify(toActAnswer(snapshot))},
          answered_at = ${at} WHERE id = ${change.intentId} AND state = 'pending'`,
  );
}

/** A refusal is an event of the log too; it takes no process version, for nothing changed. */
export async function refuseIntent(
  database: Database,
  { change, at, orderNumber }: ProjectionInput,
  refusal: Refusal,
  { auditKey, build }: { auditKey: AuditKey; build: string },
): Promise<void> {
  if (change.kind !== 'act') return;
  await database.transaction(async (db) => {
    const row = await lockOrder(db, orderNumber);
    if (row === undefined) return;
    const answer = JSON.stringify({ code: refusal.code, facts: refusal.facts });
    const hit = await run(
      db,
      sql`UPDATE intents SET state = 'refused', answer = ${answer}, answered_at = ${at}
          WHERE id = ${change.intentId} AND state = 'pending'`,
    );
    if (hit === 0) return;
    const actor = await readActor(db, change.actor);
    const { k, h } = await appendAudit(
      db,
      row,
      {
        code: 'refused',
        person: change.actor,
        source: 'workflow',
        at,
        pv: null,
        changeId: null,
        revision: row.revision,
        from: row.stage,
        to: row.stage,
        reason: null,
        facts: { action: change.action, code: refusal.code },
        changed: {},
        text: null,
      },
      auditKey,
      build,
    );
    await run(
      db,
      sql`UPDATE orders SET audit_k = ${k}, audit_h = ${h}, updated_at = ${at},
            version = version + 1 WHERE id = ${row.id}`,
    );
    await run(
      db,
      sql`INSERT INTO order_events (order_id, k, at, kind, actor_id, actor, source, facts)
          VALUES (${row.id}, ${k}, ${at}, 'refused', ${actor?.id ?? null},
            ${actor?.name ?? 'unknown'}, 'workflow',
            ${JSON.stringify({ action: change.action, code: refusal.code })})`,
    );
  });
}
