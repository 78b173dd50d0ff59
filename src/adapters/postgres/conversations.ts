import type { BoundTerms } from '../../domain/order/approvals';
import type { ChatCopies } from '../../ports/outboxes';
import type { Contact, Conversations, Rest } from '../../ports/conversations';
import type { Database } from './pool';
import { maybeOne, one, run, sql } from './sql';

/** What waited for this person's chat is sent now. */
async function bringBackParked(db: Database, oid: string | null, at: string): Promise<void> {
  await run(
    db,
    sql`UPDATE chat_outbox SET state = 'pending', not_before = ${at} FROM people p
        WHERE p.id = chat_outbox.person_id AND p.oid::text = lower(${oid})
          AND chat_outbox.state = 'parked'`,
  );
}

/** Conversations with the bot and the card copies that stand in them, under the app's login. */
export function createConversations(db: Database): Conversations & ChatCopies {
  return {
    async remember(contact) {
      const { serviceUrl, conversationId, kind, botId, tenantId, teamsUserId, oid, at } = contact;
      const row = await one<{ id: number; welcomed: boolean }>(
        db,
        sql`INSERT INTO chat_conversations (service_url, conversation_id, kind, bot_id, teams_user_id,
              tenant_id, person_id, seen_at)
            VALUES (${serviceUrl}, ${conversationId}, ${kind}, ${botId}, ${teamsUserId}, ${tenantId},
              (SELECT id FROM people WHERE oid::text = lower(${oid})), ${at})
            ON CONFLICT (service_url, conversation_id, teams_user_id) DO UPDATE SET
              seen_at = excluded.seen_at, bot_id = excluded.bot_id, state = 'open',
              person_id = coalesce(excluded.person_id, chat_conversations.person_id)
            RETURNING id, welcomed`,
      );
      if (kind === 'personal') await bringBackParked(db, oid, at);
      return { id: row.id, welcomed: row.welcomed };
    },
    async markWelcomed(id) {
      await run(db, sql`UPDATE chat_conversations SET welcomed = true WHERE id = ${id}`);
    },
    async markRemoved(contact: Contact) {
      await run(
        db,
        sql`UPDATE chat_conversations SET state = 'removed', welcomed = false
            WHERE service_url = ${contact.serviceUrl} AND conversation_id = ${contact.conversationId}`,
      );
    },
    async keepRest(contact, rest) {
      await run(
        db,
        sql`UPDATE chat_conversations SET rest = ${rest === null ? null : JSON.stringify(rest)}::jsonb
            WHERE service_url = ${contact.serviceUrl} AND conversation_id = ${contact.conversationId}
              AND teams_user_id = ${contact.teamsUserId}`,
      );
    },
    async findRest(contact) {
      const row = await maybeOne<{ rest: Rest | null }>(
        db,
        sql`SELECT rest FROM chat_conversations
            WHERE service_url = ${contact.serviceUrl} AND conversation_id = ${contact.conversationId}
              AND teams_user_id = ${contact.teamsUserId}`,
      );
      return row?.rest ?? null;
    },
    async recordCopy(copy) {
      await db.transaction(async (client) => {
        const { orderNumber, oid, view, facts, activityId, shown } = copy;
        const card = await one<{
          id: number;
          order_id: number;
          person_id: number;
          version: number;
        }>(
          client,
          sql`INSERT INTO chat_cards
                (conversation_id, order_id, person_id, view, facts, activity_id, version_shown,
                  revision_shown, terms_shown)
              SELECT ${copy.conversationId}, o.id, p.id, ${view}, ${JSON.stringify(facts)}::jsonb,
                ${activityId}, ${shown.version}, ${shown.revision}, ${shown.termsHash}
              FROM orders o, people p WHERE o.order_number = ${orderNumber} AND p.oid = ${oid}
              ON CONFLICT (conversation_id, activity_id) DO UPDATE SET
                version_shown = excluded.version_shown, view = excluded.view, facts = excluded.facts,
                revision_shown = excluded.revision_shown, terms_shown = excluded.terms_shown
              RETURNING id, order_id, person_id,
                (SELECT version FROM orders o WHERE o.id = chat_cards.order_id) AS version`,
        );
        if (card.version === shown.version) return;
        // The order moved between drawing and recording: this copy missed its update.
        await run(
          client,
          sql`INSERT INTO chat_outbox
                (key, kind, order_id, person_id, card_id, view, facts, not_before, created_at)
              VALUES (${`${orderNumber}/late/${card.id}/${card.version}`}, 'update', ${card.order_id},
                ${card.person_id}, ${card.id}, ${view}, ${JSON.stringify(facts)}, now(), now())
              ON CONFLICT DO NOTHING`,
        );
      });
    },
    async markShown(copyId, { version, revision, termsHash }) {
      await run(
        db,
        sql`UPDATE chat_cards SET version_shown = ${version}, revision_shown = ${revision},
              terms_shown = ${termsHash} WHERE id = ${copyId} AND version_shown <= ${version}`,
      );
    },
    async lastShown(orderNumber, oid) {
      const row = await maybeOne<{
        revision: number;
        terms_hash: string;
        terms: BoundTerms | null;
      }>(
        db,
        sql`SELECT c.revision_shown AS revision, c.terms_shown AS terms_hash, r.terms
            FROM chat_cards c JOIN orders o ON o.id = c.order_id JOIN people p ON p.id = c.person_id
              LEFT JOIN order_revisions r ON r.order_id = o.id AND r.revision = c.revision_shown
                AND r.terms_hash = c.terms_shown
            WHERE o.order_number = ${orderNumber} AND p.oid = ${oid} AND c.state = 'live'
              AND c.revision_shown IS NOT NULL
            ORDER BY c.version_shown DESC, c.id DESC LIMIT 1`,
      );
      if (row === undefined) return null;
      return { revision: row.revision, termsHash: row.terms_hash, terms: row.terms };
    },
    async markGone(copyId) {
      await run(db, sql`UPDATE chat_cards SET state = 'gone' WHERE id = ${copyId}`);
    },
    async markUnreachable(conversationId, why) {
      const state = why === 'gone' ? 'removed' : 'blocked';
      await run(
        db,
        sql`UPDATE chat_conversations SET state = ${state} WHERE id = ${conversationId}`,
      );
    },
  };
}
