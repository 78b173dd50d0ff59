import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../domain/canonical-json';
import { Refusal } from '../../domain/errors';
import type { CarrierEvent } from '../../domain/order/events';
import { AT_PROVIDER } from '../../domain/order/transitions';
import type { OrderForm } from '../../ports/provider';
import type { Attempt, ProviderLedger, Reading, WatchedOrder } from '../../ports/provider-ledger';
import type { Database } from './pool';
import { readCancelWish, readForm } from './read-form';
import { many, maybeOne, one, run, sql, type Queryable } from './sql';

/** Attempts, readings and events of carriers, under the worker's login. */
export function createProviderLedger(db: Database): ProviderLedger {
  return {
    readForm: (orderNumber, revision) => readForm(db, orderNumber, revision),
    openAttempt: (form, at) => db.transaction((client) => openAttempt(client, form, at)),
    async stampPost({ orderNumber, revision, number }, at) {
      await run(
        db,
        sql`UPDATE provider_attempts a SET last_post_at = ${at} FROM orders o
            WHERE a.order_id = o.id AND o.order_number = ${orderNumber}
              AND a.revision = ${revision} AND a.number = ${number}`,
      );
    },
    async closeAttempt({ orderNumber, revision }, outcome, problems) {
      await run(
        db,
        sql`UPDATE provider_attempts a SET outcome = ${outcome},
              problems = ${JSON.stringify(problems)} FROM orders o
            WHERE a.order_id = o.id AND o.order_number = ${orderNumber}
              AND a.revision = ${revision} AND a.outcome IS NULL`,
      );
    },
    listWatched: (provider) => listWatched(db, provider),
    async countOpen(provider) {
      const { n } = await one<{ n: number }>(
        db,
        sql`SELECT count(*)::int AS n FROM orders WHERE provider = ${provider} AND (sending
              OR stage = ANY (${AT_PROVIDER}))`,
      );
      return n;
    },
    storeReading: (reading) => db.transaction((client) => storeReading(client, reading)),
    listUntold: (provider) => listUntold(db, provider),
    async markTold(provider, keys, state) {
      await run(
        db,
        sql`UPDATE inbox SET state = ${state}
            WHERE source = ${`carrier:${provider}`} AND event_id = ANY (${keys}) AND state = 'pending'`,
      );
    },
    readCancelWish: (orderNumber) => readCancelWish(db, orderNumber),
    async stampCancelPost(orderNumber, at) {
      await run(
        db,
        sql`UPDATE provider_requests r SET last_post_at = ${at} FROM orders o
            WHERE r.order_id = o.id AND o.order_number = ${orderNumber} AND r.state = 'wanted'`,
      );
    },
    async hint(provider, providerOrderId, at) {
      const hit = await run(
        db,
        sql`UPDATE provider_orders SET hinted_at = ${at}
            WHERE provider = ${provider} AND provider_order_id = ${providerOrderId}`,
      );
      return hit > 0;
    },
  };
}

/** The attempt that has no outcome yet, else the next one; both before anything is sent. */
async function openAttempt(db: Queryable, form: OrderForm, at: string): Promise<Attempt> {
  const order = await maybeOne<{ id: number }>(
    db,
    sql`SELECT id FROM orders WHERE order_number = ${form.orderNumber} FOR NO KEY UPDATE`,
  );
  if (order === undefined) throw new Refusal('ORDER_NOT_FOUND', { order: form.orderNumber });
  const { orderNumber, revision } = form;
  // A closed attempt counts too: whoever closed it may have died before anybody heard of it.
  const { last_post_at: lastPostAt } = await one<{ last_post_at: string | null }>(
    db,
    sql`SELECT iso(max(last_post_at)) AS last_post_at FROM provider_attempts
        WHERE order_id = ${order.id} AND revision = ${revision}`,
  );
  const open = await maybeOne<{ number: number }>(
    db,
    sql`SELECT number FROM provider_attempts
        WHERE order_id = ${order.id} AND revision = ${revision} AND outcome IS NULL
        ORDER BY number DESC LIMIT 1`,
  );
  if (open !== undefined) return { orderNumber, revision, number: open.number, lastPostAt };
  const payloadHash = createHash('sha256')
    .update(canonicalJson(toJson(form)))
    .digest('hex');
  const { number } = await one<{ number: number }>(
    db,
    sql`INSERT INTO provider_attempts
          (order_id, revision, number, external_id, payload_hash, created_at)
        SELECT ${order.id}, ${revision}, coalesce(max(number), 0) + 1, ${form.externalId},
          ${payloadHash}, ${at}
        FROM provider_attempts WHERE order_id = ${order.id} AND revision = ${revision}
        RETURNING number`,
  );
  return { orderNumber, revision, number, lastPostAt };
}

/** The form as plain JSON; it is nothing else already, only its type does not say so. */
function toJson(form: OrderForm): JsonValue {
  return JSON.parse(JSON.stringify(form)) as JsonValue;
}

function listWatched(db: Queryable, provider: string): Promise<WatchedOrder[]> {
  return many<WatchedOrder & Record<string, unknown>>(
    db,
    sql`SELECT o.order_number AS "orderNumber", w.provider, w.provider_order_id AS "providerOrderId",
          o.stage, o.foc_on AS "focDate", o.cancel_posted AS "cancelOpen", w.known,
          w.listed_state AS "listedState", iso(w.last_read_at) AS "lastReadAt",
          iso(w.hinted_at) AS "hintedAt"
        FROM provider_orders w JOIN orders o ON o.id = w.order_id
          AND o.provider_order_id = w.provider_order_id
        WHERE w.provider = ${provider} AND o.stage = ANY (${AT_PROVIDER})
        ORDER BY w.last_read_at NULLS FIRST, o.id`,
  );
}

/** What a read taught us and the events it implies commit together. */
async function storeReading(db: Queryable, reading: Reading): Promise<void> {
  const { provider, providerOrderId, at } = reading;
  const order = await one<{ order_id: number }>(
    db,
    sql`UPDATE provider_orders SET known = ${JSON.stringify(reading.known)},
          listed_state = ${reading.listedState}, last_read_at = ${at}
        WHERE provider = ${provider} AND provider_order_id = ${providerOrderId}
        RETURNING order_id`,
  );
  for (const event of reading.events) {
    const body = JSON.stringify(event);
    const hash = createHash('sha256').update(body).digest('hex');
    await run(
      db,
      sql`INSERT INTO inbox (source, event_id, order_id, kind, event, body_hash, not_before, received_at)
          VALUES (${`carrier:${provider}`}, ${event.key}, ${order.order_id}, ${event.kind}, ${body},
            ${hash}, ${at}, ${at}) ON CONFLICT DO NOTHING`,
    );
  }
  if (reading.circuitId === null) return;
  await run(
    db,
    sql`INSERT INTO identifiers (order_id, provider, type, value, norm, source, created_at)
        VALUES (${order.order_id}, ${provider}, 'circuit', ${reading.circuitId},
          upper(regexp_replace(${reading.circuitId}, '[ ./]', '', 'g')), ${provider}, ${at})
        ON CONFLICT DO NOTHING`,
  );
}

async function listUntold(
  db: Queryable,
  provider: string,
): Promise<{ orderNumber: string; events: CarrierEvent[] }[]> {
  return many<{ orderNumber: string; events: CarrierEvent[] }>(
    db,
    sql`SELECT o.order_number AS "orderNumber", jsonb_agg(i.event ORDER BY i.id) AS events
        FROM inbox i JOIN orders o ON o.id = i.order_id
        WHERE i.source = ${`carrier:${provider}`} AND i.state = 'pending'
        GROUP BY o.order_number`,
  );
}
