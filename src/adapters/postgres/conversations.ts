import type { ChatCopies } from '../../ports/outboxes';
import type { Contact, Conversations } from '../../ports/conversations';
import type { Database } from './pool';
import { one, run, sql } from './sql';

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
    async recordCopy(copy) {
      await db.transaction(async (client) => {
        const { orderNumber, oid, view, facts, activityId, versionShown } = copy;
        const card = await one<{
          id: number;
          order_id: number;
          person_id: number;
          version: number;
        }>(
          client,
          sql`INSERT INTO chat_cards
                (conversation_id, order_id, person_id, view, facts, activity_id, version_shown)
              SELECT ${copy.conversationId}, o.id, p.id, ${view}, ${JSON.stringify(facts)}::jsonb,
                ${activityId}, ${versionShown}
              FROM orders o, people p WHERE o.order_number = ${orderNumber} AND p.oid = ${oid}
              ON CONFLICT (conversation_id, activity_id) DO UPDATE SET
                version_shown = excluded.version_shown, view = excluded.view, facts = excluded.facts
              RETURNING id, order_id, person_id,
                (SELECT version FROM orders o WHERE o.id = chat_cards.order_id) AS version`,
        );
        if (card.version === versionShown) return;
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
