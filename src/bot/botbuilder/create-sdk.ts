import { Agent } from 'undici';
import { requireSafe, type BotSettings } from '../bot-settings';
import { createServiceCheck } from '../guard/service-hosts';
import { createConnectorHttp } from './connector-http';
import { createAdapter } from './create-adapter';
import { createSdkChat } from './create-sdk-chat';

const CONNECT_MS = 3_000;

/** The SDK and everything made of it; imported only where a bot or a relay really runs. */
export function createSdk(settings: BotSettings) {
  requireSafe(settings);
  const dispatcher = new Agent({ connect: { timeout: CONNECT_MS }, connections: 16 });
  const adapter = createAdapter(settings, createConnectorHttp(dispatcher));
  const chat = createSdkChat(adapter, settings.appId, createServiceCheck(settings));
  return { adapter, chat, close: () => dispatcher.destroy() };
}

export type Sdk = ReturnType<typeof createSdk>;
export { createActivityServer } from './serve-activity';
