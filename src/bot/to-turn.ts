import { createHash, randomUUID } from 'node:crypto';
import type { Contact } from '../ports/conversations';
import type { InboundActivity } from './guard/activity-schema';
import type { CardData, Turn } from './turn';

const OBJECT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

export function parseOid(text: unknown): string | null {
  return typeof text === 'string' && OBJECT_ID.test(text) ? text.toLowerCase() : null;
}

/** The conversation an activity came from, as it is stored and written to later. */
export function toContact(activity: InboundActivity, at: string): Contact {
  const { serviceUrl, conversation, recipient, from, channelData } = activity;
  return {
    serviceUrl,
    conversationId: conversation.id,
    kind: kindOf(activity),
    botId: recipient.id,
    tenantId: channelData?.tenant?.id ?? conversation.tenantId ?? '',
    teamsUserId: from.id,
    oid: parseOid(from.aadObjectId),
    at,
  };
}

function kindOf({ conversation }: InboundActivity): Contact['kind'] {
  const { conversationType, id, isGroup } = conversation;
  if (conversationType === 'personal' || conversationType === 'groupChat') return conversationType;
  if (conversationType === 'channel' || id.includes('@thread.tacv2')) return 'channel';
  return isGroup === true || id.startsWith('19:') ? 'groupChat' : 'personal';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const dataOf = (value: unknown): CardData => (isObject(value) ? value : {});

/** An activity as a turn; `contact` is where it came from. */
export function toTurn(activity: InboundActivity, contact: Contact): Turn {
  const value = activity['value'];
  const frame = {
    activityId: activity.id ?? '',
    key: keyOf(activity, value),
    actor: contact.oid,
    conversation: contact,
    isPosted: activity.type !== 'invoke',
  };
  const cardId = activity.replyToId ?? null;
  switch (activity.type) {
    case 'message': {
      const text = textOf(activity);
      const data = dataOf(value);
      const verb = data['verb'];
      if (text === '' && typeof verb === 'string') {
        return { ...frame, kind: 'cardAction', payload: { verb, data, cardId } };
      }
      return text === ''
        ? { ...frame, kind: 'other' }
        : { ...frame, kind: 'command', payload: { text } };
    }
    case 'invoke': {
      if (activity.name !== 'adaptiveCard/action') return { ...frame, kind: 'other' };
      const { action, trigger } = dataOf(value);
      const { verb, data } = dataOf(action);
      // Whatever a client asks for by itself only reads.
      if (trigger === 'automatic' || verb === 'card.refresh') {
        return { ...frame, kind: 'refresh', payload: { data: dataOf(data) } };
      }
      const payload = { verb: typeof verb === 'string' ? verb : '', data: dataOf(data), cardId };
      return { ...frame, kind: 'cardAction', payload };
    }
    case 'installationUpdate':
      return { ...frame, kind: activity.action?.startsWith('remove') ? 'removed' : 'installed' };
    case 'conversationUpdate': {
      const isBot = (member: { id?: string | null | undefined }) =>
        member.id === activity.recipient.id;
      if (activity.membersAdded?.some(isBot)) return { ...frame, kind: 'installed' };
      if (activity.membersRemoved?.some(isBot)) return { ...frame, kind: 'removed' };
      return { ...frame, kind: 'other' };
    }
    default:
      return { ...frame, kind: 'other' };
  }
}

/** A mention at the head, as clients write it; some leave an escaped blank behind it. */
const LEADING_MENTION = /^<at(?:\s[^<>]*)?>.*?<\/at>/su;
const LEADING_BLANKS = /^(?:\s|&nbsp;)+/u;

/** What was typed, without the mention that a channel demands. */
function textOf({ text, entities, recipient }: InboundActivity): string {
  let rest = text ?? '';
  for (const entity of entities ?? []) {
    const { type, text: mention, mentioned } = dataOf(entity);
    const isOurs = type === 'mention' && dataOf(mentioned)['id'] === recipient.id;
    if (isOurs && typeof mention === 'string' && mention !== '') {
      rest = rest.replace(mention, () => ' ');
    }
  }
  const bare = rest.replace(LEADING_BLANKS, '').replace(LEADING_MENTION, '');
  return bare.replace(LEADING_BLANKS, '').trim();
}

/**
 * Tells a resend (same place, id and content) from a new wish; ids alone are a client's word, and
 * who gives none says everything once.
 */
function keyOf(activity: InboundActivity, value: unknown): string {
  const { serviceUrl, conversation, id, text } = activity;
  const named = id ?? randomUUID();
  return createHash('sha256')
    .update(JSON.stringify([serviceUrl, conversation.id, named, text ?? '', value ?? null]))
    .digest('hex');
}
