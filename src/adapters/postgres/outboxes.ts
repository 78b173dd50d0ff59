import type { CarrierEvent } from '../../domain/order/events';
import type { Telling } from '../../domain/order/task-events';
import type { ChatRow, MailRow, NoticeFacts, Outboxes, RowOutcome } from '../../ports/outboxes';
import { toMember } from './directory';
import { INTENT_COLUMNS, INTENT_SOURCES, toIntent } from './intents';
import type { Database } from './pool';
import { readActor } from './read-actor';
import { many, run, sql, type Queryable } from './sql';

// A row taken and not finished comes back after this long: its taker died.
const LEASE_MS = 30_000;

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

type Table = 'outbox' | 'chat_outbox';

/** Takes due rows by moving their `not_before` into the future: the lease is the row itself. */
async function claim(
  db: Queryable,
  table: Table,
  limit: number,
  at: string,
  more = '',
): Promise<string[]> {
  const rows = await many<{ id: string }>(db, {
    text: `UPDATE ${table} SET not_before = $1, attempts = attempts + 1 WHERE id IN (
        SELECT c.id FROM ${table} c WHERE c.state = 'pending' AND c.not_before <= $2 ${more}
        ORDER BY c.id LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING id::text AS id`,
    values: [later(at, LEASE_MS), at, limit],
  });
  return rows.map((row) => row.id);
}

async function finish(
  db: Queryable,
  table: Table,
  id: string,
  outcome: RowOutcome,
  at: string,
): Promise<void> {
  const [state, notBefore, cause] =
    outcome.state === 'later'
      ? ['pending', outcome.notBefore, outcome.cause]
      : [outcome.state, at, outcome.state === 'dead' ? outcome.cause : null];
  await db.query(
    `UPDATE ${table} SET state = $2, not_before = $3, cause = $4,
       done_at = CASE WHEN $2 = 'pending' THEN NULL ELSE $5::timestamptz END
     WHERE id = $1 AND state = 'pending'`,
    [id, state, notBefore, cause, at],
  );
}

/** Work queues of the relays, under the app's login. */
export function createOutboxes(db: Database): Outboxes {
  return {
    claimMails: (limit, at) => claimMails(db, limit, at),
    finishMail: (id, outcome, at) => finish(db, 'outbox', id, outcome, at),
    claimChat: (limit, at) => claimChat(db, limit, at),
    finishChat: (id, outcome, at) => finish(db, 'chat_outbox', id, outcome, at),
    async parkChat(id, at) {
      // A chat that opened since the row was taken is written to at once.
      await run(
        db,
        sql`UPDATE chat_outbox x SET not_before = ${at}, cause = NULL,
              state = CASE WHEN EXISTS (SELECT FROM chat_conversations v
                WHERE v.person_id = x.person_id AND v.kind = 'personal' AND v.state = 'open')
              THEN 'pending' ELSE 'parked' END
            WHERE x.id = ${id} AND x.state = 'pending'`,
      );
    },
    async mailInstead(row, template, at) {
      // The mail's key is the message's own, so that what is mailed anyway is mailed once.
      await run(
        db,
        sql`INSERT INTO outbox (key, kind, order_id, person_id, body, not_before, created_at)
            SELECT regexp_replace(key, '/T$', '/E'), 'mail', order_id, person_id,
              jsonb_build_object('template', ${template}::text, 'facts', facts), ${at}, ${at}
            FROM chat_outbox WHERE id = ${row.id} AND key LIKE '%/T'
            ON CONFLICT DO NOTHING`,
      );
    },
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

async function claimMails(db: Database, limit: number, at: string): Promise<MailRow[]> {
  const ids = await claim(db, 'outbox', limit, at);
  const rows = await many<{
    id: string;
    key: string;
    attempts: number;
    order_number: string;
    oid: string;
    created_at: string;
    attention: Telling['attention'];
    others_fail: boolean;
    body: { template: string; facts: NoticeFacts };
  }>(
    db,
    sql`SELECT x.id::text AS id, x.key, x.attempts, o.order_number, p.oid, x.body,
          iso(x.created_at) AS created_at, o.flags -> 'needsAttention' AS attention,
          EXISTS (SELECT FROM outbox y WHERE y.order_id = x.order_id AND y.id <> x.id
            AND y.state = 'pending' AND y.cause IS NOT NULL) AS others_fail
        FROM outbox x JOIN orders o ON o.id = x.order_id JOIN people p ON p.id = x.person_id
        WHERE x.id = ANY (${ids}::bigint[]) ORDER BY x.id`,
  );
  const mails: MailRow[] = [];
  for (const row of rows) {
    const to = await readActor(db, row.oid);
    if (to === undefined) throw new Error(`Mail ${row.key} is for somebody unknown.`);
    mails.push({
      id: row.id,
      key: row.key,
      attempts: row.attempts,
      orderNumber: row.order_number,
      createdAt: row.created_at,
      attention: row.attention,
      othersFail: row.others_fail,
      to: toMember(to),
      template: row.body.template,
      facts: row.body.facts,
    });
  }
  return mails;
}

const laneOf = (row: string) =>
  `coalesce((SELECT k.conversation_id FROM chat_cards k WHERE k.id = ${row}.card_id
    AND k.state = 'live'), 0)`;

// One row of a conversation at a time, also while the oldest is being sent or has to wait: what a
// person reads there keeps its order, and a conversation told to pause is left alone. An old copy in
// another conversation, which may be dead, holds nothing up here.
const OLDEST_OF_CONVERSATION = `AND NOT EXISTS (SELECT FROM chat_outbox e
  WHERE e.person_id = c.person_id AND e.state = 'pending' AND e.id < c.id
    AND ${laneOf('e')} = ${laneOf('c')})`;

interface ChatJoin {
  id: string;
  kind: ChatRow['kind'];
  attempts: number;
  order_number: string;
  created_at: string;
  attention: Telling['attention'];
  others_fail: boolean;
  oid: string;
  view: string;
  facts: NoticeFacts;
  card_id: number | null;
  activity_id: string | null;
  conversation: ChatRow['conversation'];
}

async function claimChat(db: Database, limit: number, at: string): Promise<ChatRow[]> {
  const ids = await claim(db, 'chat_outbox', limit, at, OLDEST_OF_CONVERSATION);
  const rows = await many<ChatJoin & Record<string, unknown>>(
    db,
    sql`SELECT x.id::text AS id, x.kind, x.attempts, o.order_number, p.oid, x.view, x.facts, x.card_id,
          iso(x.created_at) AS created_at, o.flags -> 'needsAttention' AS attention,
          EXISTS (SELECT FROM chat_outbox y WHERE y.order_id = x.order_id AND y.id <> x.id
            AND y.state = 'pending' AND y.cause IS NOT NULL) AS others_fail,
          CASE WHEN k.state = 'live' THEN k.activity_id END AS activity_id,
          jsonb_build_object('id', v.id, 'serviceUrl', v.service_url,
            'conversationId', v.conversation_id, 'kind', v.kind, 'botId', v.bot_id,
            'tenantId', v.tenant_id, 'teamsUserId', v.teams_user_id) AS conversation
        FROM chat_outbox x JOIN orders o ON o.id = x.order_id JOIN people p ON p.id = x.person_id
          LEFT JOIN chat_cards k ON k.id = x.card_id
          LEFT JOIN LATERAL (SELECT * FROM chat_conversations cc
            WHERE CASE WHEN k.state = 'live' THEN cc.id = k.conversation_id
              ELSE cc.person_id = x.person_id AND cc.kind = 'personal' AND cc.state = 'open' END
            ORDER BY cc.seen_at DESC LIMIT 1) v ON true
        WHERE x.id = ANY (${ids}::bigint[]) ORDER BY x.id`,
  );
  const claimed: ChatRow[] = [];
  for (const row of rows) {
    const to = await readActor(db, row.oid);
    if (to === undefined) continue;
    const { conversation, card_id: cardId, activity_id: activityId } = row;
    claimed.push({
      id: row.id,
      kind: row.kind,
      attempts: row.attempts,
      orderNumber: row.order_number,
      createdAt: row.created_at,
      attention: row.attention,
      othersFail: row.others_fail,
      to: toMember(to),
      view: row.view,
      facts: row.facts,
      conversation: conversation?.id == null ? null : conversation,
      copy: cardId === null || activityId === null ? null : { id: cardId, activityId },
    });
  }
  return claimed;
}
