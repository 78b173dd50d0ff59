import { createServer, type Server } from 'node:http';
import express, { type RequestHandler } from 'express';
import type { Links } from '../cards/card-request';
import { createConversations } from './adapters/postgres/conversations';
import { toBotSettings } from './bot-settings-of';
import type { Config } from './config';
import type { Adapters } from './create-adapters';
import type { Logger } from './log';
import { subscribeCarriers } from './subscribe-carriers';
import type { Tools } from './use-cases/tools';

export interface DoorTools {
  config: Config;
  adapters: Adapters;
  tools: Tools;
  log: Logger;
  links: Links;
}

export interface Doors {
  endpoints: Record<string, string>;
  stop(): Promise<void>;
}

const DRAIN_MS = 3_000;

/** Opens the HTTP port for the roles that answer there: the bot's door, the API, or both. */
export async function startDoors(parts: DoorTools): Promise<Doors> {
  const { config } = parts;
  const bot = config.ROLES.includes('bot') ? await openBot(parts) : null;
  const origin = config.WEB_ORIGIN ?? `http://localhost:${config.PORT}`;
  const api = config.ROLES.includes('api') ? await openApiDoor(parts, origin) : null;
  const app = express();
  app.disable('x-powered-by');
  // The bot judges its token before any body is read: it stands first.
  if (bot !== null) app.use('/api/messages', bot.handler);
  if (api !== null) app.use(api.handler);
  const server = createServer(app);
  await listen(server, config.PORT);
  return {
    endpoints: {
      api: origin,
      ...(bot === null ? {} : { bot: `${origin}/api/messages` }),
      ...(api === null ? {} : { web: `${origin}/circuit-orders`, docs: `${origin}/docs` }),
    },
    async stop() {
      await api?.close();
      await closeServer(server);
      await bot?.close();
    },
  };
}

interface Door {
  handler: RequestHandler;
  close(): Promise<void>;
}

async function openBot({ config, adapters, tools, log, links }: DoorTools): Promise<Door> {
  const { createBot } = await import('./bot/create-bot.js');
  const { verifyTemplates } = await import('../cards/verify-templates.js');
  verifyTemplates();
  const conversations = createConversations(adapters.app);
  return createBot({
    settings: toBotSettings(config),
    useCases: tools,
    conversations,
    copies: conversations,
    links,
    logger: log,
  });
}

async function openApiDoor(
  { config, adapters, tools, log }: DoorTools,
  origin: string,
): Promise<Door> {
  const { hookSecretOf, openApi } = await import('./open-api.js');
  const api = openApi(config, adapters, tools, log, origin);
  const hooks = `${origin}/api/hooks/carriers`;
  const subscriptions = subscribeCarriers(
    adapters.providers,
    (key) => `${hooks}/${key}/${hookSecretOf(config)}`,
    log,
  );
  return {
    handler: api.handler,
    close() {
      subscriptions.stop();
      return api.close();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Finishes what is being answered, then ends what is still open: event streams never end alone. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, DRAIN_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
