import { Agent } from 'undici';
import { requireSafe } from '../bot-settings';
import { createSendLimit } from '../connector/limit-sends';
import { createServiceCheck } from '../guard/service-hosts';
import type { TeamsSdk } from '../teams-sdk';
import { createConnectorHttp } from './connector-http';
import { createAdapter } from './create-adapter';
import { createSdkChat } from './create-sdk-chat';
import { createActivityServer } from './serve-activity';

const CONNECT_MS = 3_000;

/** The Bot Framework SDK behind our words; nothing outside this folder knows it. */
export const teamsSdk: TeamsSdk = {
  create(settings) {
    requireSafe(settings);
    const dispatcher = new Agent({ connect: { timeout: CONNECT_MS }, connections: 16 });
    const adapter = createAdapter(settings, createConnectorHttp(dispatcher));
    const chat = createSdkChat({
      adapter,
      appId: settings.appId,
      mayServe: createServiceCheck(settings),
      limit: createSendLimit({ factor: settings.rateFactor ?? 1 }),
    });
    return {
      chat,
      createServer: (parts) => createActivityServer(adapter, chat, parts),
      close: () => dispatcher.destroy(),
    };
  },
};
