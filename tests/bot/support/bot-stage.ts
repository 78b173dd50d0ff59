import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createConversations } from '../../../src/adapters/postgres/conversations';
import { createOutboxes } from '../../../src/adapters/postgres/outboxes/create-outboxes';
import { createDirectory } from '../../../src/adapters/postgres/directory';
import { createBot, type Bot } from '../../../src/bot/create-bot';
import type { Policy } from '../../../src/ports/policy';
import type { BotSettings } from '../../../src/bot/bot-settings';
import { createLogger } from '../../../src/log';
import { relayChat } from '../../../src/relay/relay-chat';
import { NO_CRASH_POINTS } from '../../../src/ports/crash-points';
import type { Mailer } from '../../../src/ports/mail';
import type { Provider } from '../../../src/ports/provider';
import type { Tools } from '../../../src/use-cases/tools';
import {
  createTeamsSimulator,
  type TeamsSimulator,
} from '../../../src/simulators/teams/create-teams-simulator';
import type { MessageView } from '../../../src/simulators/teams/message-view';
import { createOrderBench, NOW, type OrderBench } from '../../support/order-bench';
import { createProjectingRuntime, type ProjectingRuntime } from './projecting-runtime';

export const TOKEN = 'control-token';
export const APP_ID = '3f0c3e0b-7a43-4c2e-9f4e-5f3a2b1c0d9e';

export type Json = Record<string, unknown>;

export interface Heard {
  status: number;
  body: Json;
}

export interface Pressed {
  kind: string;
  status: number;
  text: string;
  card: Json;
  titles: string[];
}

/** The bot behind real sockets: the stand-in speaks to it, Postgres remembers, nobody is mocked. */
export interface BotStage {
  sim: TeamsSimulator;
  bot: Bot;
  botUrl: string;
  bench: OrderBench;
  tools: Tools;
  runtime: ProjectingRuntime;
  conversations: ReturnType<typeof createConversations>;
  settings: BotSettings;
  /** Lines of the log, to see why something was refused. */
  log: string[];
  control(method: string, path: string, body?: unknown): Promise<Heard>;
  say(key: string, text: string, more?: Json): Promise<MessageView[]>;
  press(key: string, activityId: string, press: Json): Promise<Pressed>;
  messages(key: string, after?: string): Promise<MessageView[]>;
  /** An activity as Teams would send it, to be changed and delivered by hand. */
  activity(key: string, more: Json): Promise<Json>;
  deliver(activity: Json): Promise<Heard>;
  /** Sends what the projections wrote into the chat outbox, until nothing is left. */
  relay(): Promise<void>;
  close(): Promise<void>;
}

/** `changed`: the bot's settings for this stage, made of those that fit the stand-in. */
export async function openBotStage(
  changed: (settings: BotSettings) => BotSettings = (settings) => settings,
): Promise<BotStage> {
  const bench = await createOrderBench();
  const sim = await createTeamsSimulator({
    token: TOKEN,
    appId: APP_ID,
    appPassword: 'a bot’s password',
    installAtBoot: false,
    installRetryMs: 20,
  });
  const settings: BotSettings = changed({
    profile: 'test',
    appId: sim.appId,
    appPassword: sim.appPassword,
    tenantId: sim.tenantId,
    metadataUrl: sim.metadataUrl,
    emulatorMetadataUrl: sim.emulatorMetadataUrl,
    loginUrl: sim.loginUrl,
    serviceHosts: ['http://localhost:*', 'http://127.0.0.1:*'],
    rateFactor: 1_000,
  });
  const runtime = createProjectingRuntime(bench);
  const tools: Tools = {
    orders: bench.orders,
    directory: createDirectory(bench.app),
    runtime,
    providers: new Map([['comcast', greenProvider]]),
    clock: { nowIso: () => NOW },
    crashPoints: NO_CRASH_POINTS,
    patienceMs: 1_500,
    newId: () => randomUUID(),
  };
  const log: string[] = [];
  const conversations = createConversations(bench.app);
  const outboxes = createOutboxes(bench.app);
  const links = {
    order: (number: string) => `https://orders.example/orders/${encodeURIComponent(number)}`,
    board: 'https://orders.example/',
  };
  const bot = createBot({
    settings,
    useCases: tools,
    conversations,
    copies: conversations,
    links,
    logger: createLogger('debug', { write: (line) => void log.push(line) }),
  });
  const app = express();
  app.all('/api/messages', bot.handler);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const botUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  sim.pointAt(botUrl);

  const control: BotStage['control'] = async (method, path, body) => {
    const response = await fetch(`${sim.url}/_sim/${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Json };
  };
  const stage: BotStage = {
    ...{ sim, bot, botUrl, bench, tools, runtime, conversations, settings, log, control },
    async say(key, text, more = {}) {
      const sent = await control('POST', `people/${key}/send`, { text, ...more });
      const after = String(sent.body['activityId']);
      const path = `people/${key}/messages?after=${after}&atLeast=1&timeoutMs=4000`;
      const { body } = await control('GET', path);
      return (body['messages'] as MessageView[]).filter(({ from }) => from === 'bot');
    },
    async press(key, activityId, press) {
      const { body } = await control('POST', `people/${key}/action`, { activityId, ...press });
      return body as unknown as Pressed;
    },
    async messages(key, after = '0') {
      const { body } = await control('GET', `people/${key}/messages?after=${after}`);
      return body['messages'] as MessageView[];
    },
    async activity(key, more) {
      const { body } = await control('GET', `people/${key}`);
      return {
        type: 'message',
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl: body['serviceUrl'],
        from: { id: body['teamsUserId'], aadObjectId: body['oid'] },
        conversation: { id: body['conversationId'], conversationType: 'personal' },
        recipient: { id: `28:${sim.appId}` },
        channelData: { tenant: { id: sim.tenantId } },
        ...more,
      };
    },
    async deliver(activity) {
      const { body } = await control('POST', 'activities', { activity });
      return { status: Number(body['status']), body: (body['body'] ?? {}) as Json };
    },
    async relay() {
      const relayed = {
        ...{ outboxes, copies: conversations, orders: bench.orders, runtime, links },
        chat: bot.chat,
        mailer: { send: () => Promise.reject(new Error('no mail here')) } as unknown as Mailer,
        // Late updates are due by the database's clock.
        clock: { nowIso: () => new Date(Date.now() + 60_000).toISOString() },
        crashPoints: NO_CRASH_POINTS,
        policy: POLICY,
      };
      while ((await relayChat(relayed)) > 0);
    },
    async close() {
      await sim.close();
      await bot.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await bench.close();
    },
  };
  return stage;
}

const POLICY: Policy = {
  backoff: { firstMs: 1_000, capMs: 60_000 },
  lookAgainMs: [],
  providerCadence: { fixedMs: null },
  serviceNowPollMs: 30_000,
  attentionAfterMs: 14_400_000,
};

const greenProvider = {
  checkServiceability: () => Promise.resolve({ colour: 'green', reasons: [], checkedAt: NOW }),
} as unknown as Provider;

/** Every text on a card, to look for words without caring where they stand. */
export function wordsOf(card: unknown): string {
  const words: string[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner === 'string') {
          if (['text', 'title', 'value', 'label', 'errorMessage'].includes(name)) words.push(inner);
        } else walk(inner);
      }
    }
  };
  walk(card);
  return words.join('\n').replaceAll('\\', '');
}
