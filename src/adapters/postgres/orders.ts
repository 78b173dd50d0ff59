import { Refusal } from '../../domain/errors';
import type { Channel, OrderEdit, Orders, RefusedIntent } from '../../ports/orders';
import { findIntent, recordIntent } from './intents';
import type { Database } from './pool';
import { lockOrder, type OrderRow } from './projection-row';
import { personIdOf } from './read-actor';
import { createOrderReads } from './read-orders';
import { auditFields, recordDraft } from './record-draft';
import { recordOwnChange, type AuditTools } from './record-own-change';
import { maybeOne, run, sql, type Queryable } from './sql';
import { touchesTerms, writeFields } from './write-fields';
import { readAfterEdit } from './read-after-edit';

/** Orders in Postgres, under the app's login: everything but stage, status and flags. */
export function createOrders(db: Database, tools: AuditTools): Orders {
  return {
    ...createOrderReads(db),
    recordDraft: (draft) => db.transaction((client) => recordDraft(client, draft, tools)),
    recordEdit: (edit) => db.transaction((client) => recordEdit(client, edit, tools)),
    async recordServiceability(orderNumber, answer) {
      await run(
        db,
        sql`UPDATE orders SET serviceability = ${JSON.stringify(answer)}
            WHERE order_number = ${orderNumber} AND stage = 'drafted'`,
      );
    },
    recordIntent: (intent) => recordIntent(db, intent),
    async recordRefusal(refusal) {
      await db.transaction((client) => recordRefusal(client, refusal, tools));
      return findIntent(db, { id: refusal.intentId });
    },
    findIntent: (id) => findIntent(db, { id }),
    findLiveIntent: (dedupeKey) => findIntent(db, { dedupeKey }),
  };
}

/**
 * A channel without versions may say one edit twice, and the second time over somebody's newer one:
 * its key makes it one wish for ever. Its answer is stored, so that nobody carries it out again.
 */
async function isNewWish(
  db: Queryable,
  row: OrderRow,
  { dedupeKey, channel, at }: OrderEdit,
  editor: number,
): Promise<boolean> {
  const { stage, revision, round } = row;
  const answer = { stage, revision, round, step: null, steps: null, sending: false };
  const stored = await run(
    db,
    sql`INSERT INTO intents (id, dedupe_key, order_id, action, actor_id, channel, seen, input, state,
          answer, not_before, created_at, answered_at)
        VALUES (gen_random_uuid(), ${dedupeKey}, ${row.id}, 'edit', ${editor}, ${channel},
          ${JSON.stringify({ stage, revision })}, '{}', 'accepted',
          ${JSON.stringify({ ...answer, cancelRequested: row.cancel_requested })}, ${at}, ${at}, ${at})
        ON CONFLICT (dedupe_key) WHERE state IN ('pending', 'accepted') DO NOTHING`,
  );
  return stored > 0;
}

/** The workflow said no: the wish is answered, and its refusal is an event of the log and timeline. */
async function recordRefusal(
  db: Queryable,
  { intentId, code, facts, at }: RefusedIntent,
  tools: AuditTools,
): Promise<void> {
  const wish = await maybeOne<{ order_id: number; action: string; channel: Channel; oid: string }>(
    db,
    sql`UPDATE intents i SET state = 'refused', answer = ${JSON.stringify({ code, facts })},
          answered_at = ${at} FROM people p
        WHERE p.id = i.actor_id AND i.id = ${intentId} AND i.state = 'pending'
        RETURNING i.order_id, i.action, i.channel, p.oid`,
  );
  if (wish === undefined) return;
  const { order_id: orderId, action, channel, oid: actor } = wish;
  await recordOwnChange(
    db,
    orderId,
    { code: 'refused', actor, channel, at, facts: { action, code }, notices: [] },
    tools,
  );
}

/** A draft's fields, or the notes of an order under way; submitted terms open the next revision. */
async function recordEdit(
  db: Queryable,
  edit: OrderEdit,
  tools: AuditTools,
): Promise<{ version: number; revision: number }> {
  const row = await lockOrder(db, edit.orderNumber);
  const editor = await personIdOf(db, edit.actor);
  if (row === undefined || editor === undefined) throw new Refusal('ORDER_NOT_FOUND');
  if (edit.version !== null && edit.version !== row.version) {
    throw new Refusal('VERSION_STALE', { version: row.version });
  }
  if (edit.version === null && !(await isNewWish(db, row, edit, editor))) {
    return readAfterEdit(db, row.id);
  }
  const terms = touchesTerms(edit.fields);
  if (terms && row.stage !== 'drafted') throw new Refusal('EDIT_LOCKED', { stage: row.stage });
  const opensRevision = terms && row.terms_submitted;
  const revision = opensRevision ? row.revision + 1 : row.revision;
  await writeFields(db, row.id, edit.fields, { editor, revision, at: edit.at });
  if (opensRevision) {
    await run(db, sql`UPDATE orders SET terms_submitted = false WHERE id = ${row.id}`);
  }
  await recordOwnChange(
    db,
    row.id,
    {
      code: 'edit',
      actor: edit.actor,
      channel: edit.channel,
      at: edit.at,
      facts: { ...auditFields(edit.fields), revision },
      before: row.picture,
      notices: [],
    },
    tools,
  );
  return readAfterEdit(db, row.id);
}
