import { randomUUID } from 'node:crypto';
import { escapeHtml } from '../kit/html';
import type { Persona } from '../kit/people';
import { isJson, type InboundActivity, type Json } from './activity';
import { BOT_NAME, botUserId, homeRegion, teamsUserId } from './teams-identity';
import type { Conversation, Region } from './teams-state';

/** Who speaks, where, when: what every activity of a channel states about itself. */
export interface Speaker {
  person: Persona;
  conversation: Conversation;
  appId: string;
  nowIso: string;
  /** The tenant the activity claims; the person's own unless forged. */
  tenantId: string;
  serviceUrlOf: (region: Region) => string;
  threadRoot?: string | null;
}

export function serviceUrlFor({ person, conversation, serviceUrlOf }: Speaker): string {
  const home = homeRegion(person);
  return serviceUrlOf(
    conversation.regions.includes(home) ? home : (conversation.regions[0] ?? home),
  );
}

function conversationAccount({ conversation, tenantId, threadRoot }: Speaker): Json {
  const thread = typeof threadRoot === 'string' ? `;messageid=${threadRoot}` : '';
  return {
    id: `${conversation.id}${thread}`,
    conversationType: conversation.kind,
    tenantId,
    ...(conversation.kind === 'personal' ? {} : { isGroup: true, name: conversation.name }),
  };
}

function channelData({ conversation, tenantId }: Speaker): Json {
  const channel =
    conversation.teamId === null
      ? {}
      : {
          channel: { id: conversation.id, name: conversation.name },
          team: { id: conversation.teamId, name: conversation.name },
          teamsChannelId: conversation.id,
          teamsTeamId: conversation.teamId,
        };
  return { tenant: { id: tenantId }, ...channel };
}

/** The frame every activity shares. */
export function activityFrame(speaker: Speaker, type: string, id: string): InboundActivity {
  const { person, appId, nowIso } = speaker;
  return {
    type,
    id,
    timestamp: nowIso,
    localTimestamp: nowIso,
    localTimezone: person.timeZone,
    locale: 'en-US',
    channelId: 'msteams',
    serviceUrl: serviceUrlFor(speaker),
    from: { id: teamsUserId(person, appId), name: person.name, aadObjectId: person.oid },
    conversation: conversationAccount(speaker),
    recipient: { id: botUserId(appId), name: BOT_NAME },
    entities: [
      {
        type: 'clientInfo',
        locale: 'en-US',
        country: 'US',
        platform: 'Web',
        timezone: person.timeZone,
      },
    ],
    channelData: channelData(speaker),
  };
}

/** A typed message. In a group or channel Teams delivers only what mentions the bot, so it does. */
export function messageActivity(speaker: Speaker, text: string, id: string): InboundActivity {
  const frame = activityFrame(speaker, 'message', id);
  const copy = (content: string) => [{ contentType: 'text/html', content }];
  if (speaker.conversation.kind === 'personal') {
    const html = `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
    return { ...frame, text, textFormat: 'plain', attachments: copy(html) };
  }
  const mention = `<at>${BOT_NAME}</at>`;
  const entities = Array.isArray(frame['entities']) ? (frame['entities'] as unknown[]) : [];
  return {
    ...frame,
    text: `${mention} ${text}`,
    textFormat: 'plain',
    attachments: copy(
      `<div><span itemtype="http://schema.skype.com/Mention">${BOT_NAME}</span></div>`,
    ),
    entities: [{ type: 'mention', text: mention, mentioned: frame['recipient'] }, ...entities],
  };
}

/** What the client sends for Action.Submit: a message without text whose value is the data. */
export function submitActivity(
  speaker: Speaker,
  { id, value, replyToId }: { id: string; value: unknown; replyToId: string },
): InboundActivity {
  return { ...activityFrame(speaker, 'message', id), value, replyToId };
}

export function invokeActivity(
  speaker: Speaker,
  invoke: { name: string; value: unknown; replyToId?: string },
): InboundActivity {
  const frame = activityFrame(speaker, 'invoke', `f:${randomUUID()}`);
  const replyTo = invoke.replyToId === undefined ? {} : { replyToId: invoke.replyToId };
  const data = isJson(frame['channelData']) ? frame['channelData'] : {};
  return {
    ...frame,
    name: invoke.name,
    value: invoke.value,
    ...replyTo,
    channelData: { ...data, source: { name: 'message' } },
  };
}

export function installationActivity(speaker: Speaker, action: 'add' | 'remove'): InboundActivity {
  return { ...activityFrame(speaker, 'installationUpdate', `f:${randomUUID()}`), action };
}

export function membersActivity(speaker: Speaker, change: 'added' | 'removed'): InboundActivity {
  const bot = { id: botUserId(speaker.appId) };
  const field = change === 'added' ? 'membersAdded' : 'membersRemoved';
  return {
    ...activityFrame(speaker, 'conversationUpdate', `f:${randomUUID()}`),
    [field]: [bot],
  };
}
