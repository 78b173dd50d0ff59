import type { Response } from 'express';
import { ADAPTIVE_CARD, isJson, textIn, type Attachment, type BotActivity } from './activity';
import type { ChatStore } from './chat-store';
import { answerError } from './connector-faults';
import type { Conversation, Message } from './teams-state';

const isAttachment = (value: unknown): value is Attachment =>
  isJson(value) &&
  typeof value['contentType'] === 'string' &&
  (value['contentType'] !== ADAPTIVE_CARD || isJson(value['content']));

function faultOf(body: unknown): string | undefined {
  if (!isJson(body) || typeof body['type'] !== 'string') return 'Activity type is missing.';
  if (body['type'] === 'typing') return undefined;
  if (body['type'] !== 'message') return `Unknown activity type ${body['type']}.`;
  const attachments = body['attachments'] ?? [];
  if (!Array.isArray(attachments) || !attachments.every(isAttachment)) {
    return 'An attachment is malformed.';
  }
  const isEmpty = textIn(body, 'text') === '' && attachments.length === 0;
  return isEmpty ? 'Message activity must have text or attachments.' : undefined;
}

/** Reads what a bot sends as strictly as Teams does; on a fault it answers and returns nothing. */
export function readBotActivity(body: unknown, response: Response): BotActivity | undefined {
  const fault = faultOf(body);
  if (fault === undefined) return body as BotActivity;
  answerError(response, 400, 'BadSyntax', fault);
  return undefined;
}

/** Stores a bot's message; text beside cards becomes a message of its own, as in Teams. */
export function recordBotMessage(
  store: ChatStore,
  conversation: Conversation,
  activity: BotActivity,
  replyToId: string | null,
): Message[] {
  const text = activity.text ?? '';
  const attachments = activity.attachments ?? [];
  const shared = {
    from: 'bot',
    textFormat: activity.textFormat ?? 'markdown',
    summary: activity.summary ?? '',
    replyToId,
  };
  const isSplit = text !== '' && attachments.length > 0;
  if (!isSplit) return [store.add(conversation, { ...shared, text, attachments })];
  return [
    store.add(conversation, { ...shared, text }),
    store.add(conversation, { ...shared, text: '', attachments }),
  ];
}
