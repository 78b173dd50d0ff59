import type { Attachment, Json } from './activity';

export const REGIONS = ['amer', 'emea'] as const;
export type Region = (typeof REGIONS)[number];

export type ConversationKind = 'personal' | 'groupChat' | 'channel';

/** What one person sees instead of the shared card, until the bot edits the message. */
export interface PersonalView {
  card: Json;
  at: string;
  trigger: 'manual' | 'automatic';
}

export interface Message {
  id: string;
  /** A persona key, or `bot`. */
  from: string;
  at: string;
  text: string;
  textFormat: string;
  summary: string;
  attachments: Attachment[];
  /** The message a reply belongs to; in a channel, the root of its thread. */
  replyToId: string | null;
  editedCount: number;
  deleted: boolean;
  /** Of a person's message: whether the bot has answered its delivery. */
  delivery: 'sending' | 'delivered' | 'failed';
  views: Record<string, PersonalView>;
  /** When a person's automatic refresh last ran, in clock milliseconds. */
  refreshedMs: Record<string, number>;
}

export interface Conversation {
  id: string;
  kind: ConversationKind;
  name: string;
  /** The regional mounts under which the bot reaches it. */
  regions: Region[];
  members: string[];
  teamId: string | null;
  messages: Message[];
}

export interface PersonState {
  installed: boolean;
  blocked: boolean;
  readUpTo: Record<string, string>;
}

export interface TeamsState {
  conversations: Record<string, Conversation>;
  people: Record<string, PersonState>;
  lastMessageId: number;
}

export function emptyTeamsState(): TeamsState {
  return { conversations: {}, people: {}, lastMessageId: 0 };
}

/** What a reset leaves: chats and installations, which the bot still counts on, but no message. */
export function withoutMessages(state: TeamsState): TeamsState {
  const cleared = structuredClone(state);
  for (const conversation of Object.values(cleared.conversations)) conversation.messages = [];
  for (const person of Object.values(cleared.people)) {
    person.blocked = false;
    person.readUpTo = {};
  }
  return cleared;
}
