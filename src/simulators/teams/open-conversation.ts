import type { Response } from 'express';
import { isJson, textIn, type Json } from './activity';
import { answerError } from './connector-faults';
import type { ConnectorParts } from './connector-parts';
import { findPerson } from './teams-identity';
import type { Conversation, Region } from './teams-state';

const objectIn = (value: Json, field: string): Json => {
  const found = value[field];
  return isJson(found) ? found : {};
};

type Refusal = [status: number, code: string, message: string];

/**
 * The conversation a bot asks for: a known channel, or the chat with one person of the tenant it
 * names. A bot opens no group chats. On a fault it answers and returns nothing.
 */
export function openConversation(
  parts: ConnectorParts,
  region: Region,
  { body, response }: { body: Json; response: Response },
): Conversation | undefined {
  const found = findConversation(parts, region, body);
  if (!Array.isArray(found)) return found;
  answerError(response, ...found);
  return undefined;
}

function findConversation(
  { appId, store, ledger }: ConnectorParts,
  region: Region,
  body: Json,
): Conversation | Refusal {
  const channelData = objectIn(body, 'channelData');
  if (isJson(channelData['channel'])) {
    const channel = store.find(String(channelData['channel']['id']));
    return channel ?? [404, 'ConversationNotFound', 'Channel not found.'];
  }
  const members = Array.isArray(body['members']) ? (body['members'] as unknown[]) : [];
  if (members.length !== 1 || body['isGroup'] === true) {
    return [400, 'BadSyntax', 'Incorrect conversation creation parameters'];
  }
  // The SDK of one language writes it otherwise, and Teams reads names in any case.
  const named = textIn(body, 'tenantId', textIn(body, 'tenantID'));
  const tenantId = textIn(objectIn(channelData, 'tenant'), 'id', named);
  if (tenantId === '') return [400, 'BadSyntax', 'Could not parse tenant id'];
  const [member] = members;
  const person = findPerson(isJson(member) ? textIn(member, 'id') : '', appId);
  if (person?.tenantId !== tenantId) {
    return [400, 'BadArgument', 'members names nobody the bot may write to.'];
  }
  if (!store.person(person.key).installed) {
    return [403, 'BotNotInConversationRoster', 'The bot is not installed for this person.'];
  }
  const conversation = store.personal(person);
  // Whoever opens a chat through a mount goes on writing through it.
  if (!conversation.regions.includes(region)) conversation.regions.push(region);
  ledger.add('conversationOpened', { person: person.key, region });
  return conversation;
}
