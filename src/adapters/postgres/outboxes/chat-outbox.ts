import type { Telling } from '../../../domain/order/task-events';
import type { ChatRow, NoticeFacts, Outboxes } from '../../../ports/outboxes';
import { toMember } from '../directory';
import type { Database } from '../pool';
import { readActor } from '../read-actor';
import { many, run, sql } from '../sql';
import { claimRows, finishRow } from './leased-rows';

type Chats = Pick<Outboxes, 'claimChat' | 'finishChat' | 'parkChat' | 'mailInstead'>;

/** Cards and texts that wait to be sent, and copies that wait to be redrawn. */
export function createChatOutbox(db: Database): Chats {
  return {
    claimChat: (limit, at) => claimChat(db, limit, at),
    finishChat: (id, outcome, at) => finishRow(db, 'chat_outbox', id, outcome, at),
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
  };
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
  const ids = await claimRows(db, 'chat_outbox', limit, at, OLDEST_OF_CONVERSATION);
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
