import { createRequire } from 'node:module';
import type { Chat, ConversationReference } from '../ports/chat';
import type { BotSettings } from './bot-settings';
import type { Conversation } from './converse';
import type { InboundActivity } from './guard/activity-schema';

/** What lies behind the fence, in our words: another SDK has to offer this and nothing more. */
export interface TeamsSdk {
  create(settings: BotSettings): SdkSide;
}

export interface SdkSide {
  chat: SdkChat;
  createServer(parts: ServeParts): Serve;
  close(): Promise<void>;
}

/** The port `Chat`, with the one look-up the door needs. */
export interface SdkChat extends Chat {
  /** Object id of a member the activity did not name; null where the roster does not know. */
  findOid(reference: ConversationReference, teamsUserId: string): Promise<string | null>;
}

export interface ServeParts {
  conversation: Conversation;
  nowIso: () => string;
  /** Work that goes on after its answer; whoever closes the bot waits for it. */
  follow: (work: Promise<unknown>) => void;
  onError: (error: unknown) => void;
  answerMs?: number;
}

/** Judges an admitted activity once more, runs its turn, and says what to answer the channel. */
export type Serve = (
  authorization: string,
  activity: InboundActivity,
) => Promise<{ status: number; body: unknown }>;

/** Loads the SDK when it is needed: a second and 85 MB that other roles do without. */
export function loadTeamsSdk(): TeamsSdk {
  const load = createRequire(__filename);
  return (load('./botbuilder/teams-sdk') as { teamsSdk: TeamsSdk }).teamsSdk;
}
