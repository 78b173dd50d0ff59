import type { ConnectorClient } from 'botframework-connector';
import type { Activity } from 'botbuilder';
import { ChatTrouble, type ConversationReference } from '../../ports/chat';
import { CHANNEL_ID } from '../bot-settings';
import type { ServiceCheck } from '../guard/service-hosts';
import type { SdkChat } from '../teams-sdk';
import { toChatTrouble } from '../connector/connector-failure';
import type { BotAdapter } from './create-adapter';
import type { SendLimit } from '../connector/limit-sends';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

export interface SdkChatParts {
  adapter: BotAdapter;
  appId: string;
  mayServe: ServiceCheck;
  limit: SendLimit;
}

export function createSdkChat({ adapter, appId, mayServe, limit }: SdkChatParts): SdkChat {
  async function call<T>(
    to: ConversationReference,
    work: (client: ConnectorClient) => Promise<T>,
  ): Promise<T> {
    // An address that was allowed when stored may have been struck from the list since.
    if (!mayServe(to.serviceUrl)) {
      throw new ChatTrouble('misconfigured', 'The conversation’s serviceUrl is not allowed.');
    }
    await limit.pass(to.conversationId);
    const done: { answer?: T } = {};
    try {
      await adapter.continueConversationAsync(appId, toReference(to), async (context) => {
        const client = context.turnState.get<ConnectorClient>(adapter.ConnectorClientKey);
        done.answer = await work(client);
      });
    } catch (error) {
      throw toChatTrouble(error);
    }
    return done.answer as T;
  }

  async function send(to: ConversationReference, activity: Partial<Activity>): Promise<string> {
    const sent = await call(to, (client) =>
      client.conversations.sendToConversation(to.conversationId, frame(to, activity)),
    );
    return sent.id;
  }

  return {
    async sendCard(to, card, summary) {
      const id = await send(to, cardActivity(card, summary));
      if (typeof id !== 'string' || id === '') {
        throw new ChatTrouble('transient', 'The connector gave the card no id.', null, true);
      }
      return id;
    },
    async sendText(to, text) {
      await send(to, { type: 'message', text, textFormat: 'plain' });
    },
    async updateCard({ conversation, activityId }, card, summary) {
      await call(conversation, (client) =>
        client.conversations.updateActivity(
          conversation.conversationId,
          activityId,
          frame(conversation, { ...cardActivity(card, summary), id: activityId }),
        ),
      );
    },
    async findOid(to, teamsUserId) {
      const member = await call(to, (client) =>
        client.conversations.getConversationMember(to.conversationId, teamsUserId),
      );
      const oid: unknown = member.aadObjectId ?? (member as { objectId?: unknown }).objectId;
      return typeof oid === 'string' ? oid : null;
    },
  };
}

/** A card is alone in its activity: with a text Teams would split it and tell no id. */
const cardActivity = (card: unknown, summary: string): Partial<Activity> => ({
  type: 'message',
  summary,
  attachments: [{ contentType: ADAPTIVE_CARD, content: card }],
});

const accountOf = ({ conversationId, kind, tenantId }: ConversationReference) => ({
  id: conversationId,
  name: '',
  conversationType: kind,
  isGroup: kind !== 'personal',
  tenantId,
});

const frame = (to: ConversationReference, activity: Partial<Activity>): Activity =>
  ({
    ...activity,
    channelId: CHANNEL_ID,
    serviceUrl: to.serviceUrl,
    from: { id: to.botId, name: '' },
    conversation: accountOf(to),
  }) as Activity;

const toReference = (to: ConversationReference) => ({
  channelId: CHANNEL_ID,
  serviceUrl: to.serviceUrl,
  bot: { id: to.botId, name: '' },
  conversation: accountOf(to),
});
