import type { Chat } from '../ports/chat';
import type { BotSettings } from './bot-settings';
import { loadSdk } from './load-sdk';

export interface ClosableChat {
  chat: Chat;
  close(): Promise<void>;
}

/** Teams to write to, without a door: for the relay role. */
export function createChat(settings: BotSettings): ClosableChat {
  const { chat, close } = loadSdk().createSdk(settings);
  return { chat, close };
}
