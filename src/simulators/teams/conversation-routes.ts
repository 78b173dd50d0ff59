import { Router, type Request, type Response } from 'express';
import { recordBotMessage, readBotActivity } from './bot-message';
import { answerError } from './connector-faults';
import { faultKeyOf, type ConnectorParts } from './connector-parts';
import { isJson, type BotActivity } from './activity';
import { openConversation } from './open-conversation';
import type { Conversation, Region } from './teams-state';

interface Target {
  conversation: Conversation;
  threadRoot: string | null;
}

/** Sending, editing and deleting: what a bot does to conversations. */
export function conversationRoutes(region: Region, parts: ConnectorParts): Router {
  const router = Router();
  const { store, ledger, faults, refresh } = parts;
  const strike = (operation: string) =>
    faults.middleware(operation, (request) => faultKeyOf(parts, request));

  /** The conversation, if it is reachable under this mount and the bot may write there. */
  function target(request: Request, response: Response): Target | undefined {
    const given = String(request.params['conversationId']);
    const conversation = store.find(given);
    if (conversation?.regions.includes(region) !== true) {
      answerError(response, 404, 'ConversationNotFound', 'Conversation not found.');
      return undefined;
    }
    const [person] = conversation.kind === 'personal' ? conversation.members : [];
    if (person !== undefined && !store.person(person).installed) {
      const message = 'The bot is not part of the conversation roster.';
      answerError(response, 403, 'BotNotInConversationRoster', message);
      return undefined;
    }
    return { conversation, threadRoot: /;messageid=(\d+)/.exec(given)?.[1] ?? null };
  }

  function writable(request: Request, response: Response): Target | undefined {
    const found = target(request, response);
    if (found === undefined) return undefined;
    const [person] = found.conversation.kind === 'personal' ? found.conversation.members : [];
    if (person !== undefined && store.person(person).blocked) {
      const message = 'User blocked the conversation with the bot.';
      answerError(response, 403, 'ConversationBlockedByUser', message);
      return undefined;
    }
    return found;
  }

  function ownMessage(request: Request, response: Response, { conversation }: Target) {
    const id = String(request.params['activityId']);
    const message = conversation.messages.find((candidate) => candidate.id === id);
    if (message === undefined || message.deleted) {
      answerError(response, 404, 'ActivityNotFoundInConversation', 'Activity was not found.');
      return undefined;
    }
    if (message.from === 'bot') return message;
    answerError(response, 400, 'BadArgument', 'A bot changes its own messages only.');
    return undefined;
  }

  function send(request: Request, response: Response): void {
    const found = writable(request, response);
    const activity = found && readBotActivity(request.body, response);
    if (!found || !activity) return;
    const ids = post(found, activity, request.params['activityId']);
    response.status(201).json(ids.length === 1 ? { id: ids[0] } : {});
  }

  function post(found: Target, activity: BotActivity, replyTo: unknown): string[] {
    const { conversation, threadRoot } = found;
    if (activity.type === 'typing') {
      const id = store.nextId();
      store.changed({ conversationId: conversation.id, messageId: 'typing', kind: 'added' });
      return [id];
    }
    const replied = typeof replyTo === 'string' ? replyTo : (activity.replyToId ?? null);
    const replyToId = conversation.kind === 'channel' ? (threadRoot ?? replied) : replied;
    const messages = recordBotMessage(store, conversation, activity, replyToId);
    ledger.add('sent', {
      conversationId: conversation.id,
      region,
      person: conversation.kind === 'personal' ? conversation.members[0] : null,
      ids: messages.map(({ id }) => id),
    });
    for (const message of messages) refresh.forAll(conversation, message);
    return messages.map(({ id }) => id);
  }

  router.post('/v3/conversations', strike('createConversation'), (request, response) => {
    const body = isJson(request.body) ? request.body : {};
    const conversation = openConversation(parts, region, { body, response });
    if (conversation === undefined) return;
    const first = isJson(body['activity']) ? (body['activity'] as BotActivity) : undefined;
    const ids = first === undefined ? [] : post({ conversation, threadRoot: null }, first, null);
    const root = conversation.kind === 'channel' ? ids[0] : undefined;
    response.status(201).json({
      id: `${conversation.id}${root === undefined ? '' : `;messageid=${root}`}`,
      serviceUrl: parts.serviceUrlOf(region),
      ...(ids.length === 1 ? { activityId: ids[0] } : {}),
    });
  });

  router.get('/v3/conversations', (_request, response) => {
    answerError(response, 501, 'NotImplemented', 'Teams does not list conversations.');
  });
  router.post('/v3/conversations/:conversationId/activities', strike('send'), send);
  router.post('/v3/conversations/:conversationId/activities/:activityId', strike('send'), send);

  router.put(
    '/v3/conversations/:conversationId/activities/:activityId',
    strike('update'),
    (request, response) => {
      const found = target(request, response);
      const message = found && ownMessage(request, response, found);
      const activity = message && readBotActivity(request.body, response);
      if (!found || !message || !activity) return;
      store.edit(found.conversation, message, {
        text: activity.text ?? '',
        textFormat: activity.textFormat ?? 'markdown',
        summary: activity.summary ?? '',
        attachments: activity.attachments ?? [],
      });
      ledger.add('updated', { conversationId: found.conversation.id, region, id: message.id });
      response.status(200).json({ id: message.id });
      refresh.forAll(found.conversation, message);
    },
  );

  router.delete(
    '/v3/conversations/:conversationId/activities/:activityId',
    strike('delete'),
    (request, response) => {
      const found = target(request, response);
      const message = found && ownMessage(request, response, found);
      if (!found || !message) return;
      store.markDeleted(found.conversation, message);
      ledger.add('deleted', { conversationId: found.conversation.id, region, id: message.id });
      response.status(200).end();
    },
  );
  return router;
}
