import type { Chat } from '../ports/chat';
import type { BotSettings } from './bot-settings';
import { loadTeamsSdk } from './teams-sdk';

export interface ClosableChat {
  chat: Chat;
  close(): Promise<void>;
}

/** Teams to write to, without a door: for the relay role. */
export function createChat(settings: BotSettings): ClosableChat {
  const side = loadTeamsSdk().create(settings);
  return { chat: side.chat, close: () => side.close() };
}
