import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { json, type Request, type Response } from 'express';
import {
  createTeamsSimulator,
  type TeamsSimulator,
  type TeamsSimulatorOptions,
} from '../../../src/simulators/teams/create-teams-simulator';
import type { MessageView } from '../../../src/simulators/teams/message-view';

export type Json = Record<string, unknown>;

export interface Heard {
  activity: Json & { type: string; id: string; serviceUrl: string; conversation: { id: string } };
  authorization: string | undefined;
}

/** A bot that knows nothing: it remembers what it hears and answers as it is told. */
export interface FakeBot {
  url: string;
  heard: Heard[];
  answer: (request: Request, response: Response) => void | Promise<void>;
  close(): Promise<void>;
}

export async function startFakeBot(): Promise<FakeBot> {
  const bot: FakeBot = {
    url: '',
    heard: [],
    answer: (_request, response) => {
      response.status(200).end();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  const app = express();
  app.post('/api/messages', json({ limit: '1mb' }), (request, response) => {
    bot.heard.push({
      activity: request.body as Heard['activity'],
      authorization: request.get('authorization'),
    });
    return bot.answer(request, response);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  return bot;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: AnswerBody;
}

/** The fields that tests pick out of answers; whether one is there, the test asserts. */
export interface AnswerBody {
  id: string;
  activityId: string;
  conversationId: string;
  access_token: string;
  token: string;
  token_endpoint: string;
  issuer: string;
  jwks_uri: string;
  keys: Json[];
  teamsUserId: string;
  oid: string;
  memberCount: number;
  members: Json[];
  continuationToken: string | undefined;
  error: { code: string } | undefined;
  messages: MessageView[];
  message: MessageView;
  entries: Json[];
  status: number;
}

export async function call(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Json; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const parsed: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body: parsed as AnswerBody };
}

export interface Stage {
  sim: TeamsSimulator;
  bot: FakeBot;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A connector call with the bot's own token. */
  connector(method: string, path: string, body?: unknown, serviceUrl?: string): Promise<Answer>;
  conversationOf(key: string): Promise<string>;
  close(): Promise<void>;
}

export const TOKEN = 'control-token';
export const APP_ID = '3f0c3e0b-7a43-4c2e-9f4e-5f3a2b1c0d9e';
export const APP_PASSWORD = 'a bot’s password';

/** A stand-in and a fake bot, installed for everybody. */
export async function openStage(options: Partial<TeamsSimulatorOptions> = {}): Promise<Stage> {
  const bot = await startFakeBot();
  const sim = await createTeamsSimulator({
    token: TOKEN,
    appId: APP_ID,
    appPassword: APP_PASSWORD,
    botUrl: bot.url,
    installRetryMs: 20,
    ...options,
  });
  if (options.installAtBoot !== false) await sim.installed;
  bot.heard.length = 0;
  const control: Stage['control'] = (method, path, body) =>
    call(`${sim.url}/_sim/${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}` },
      body,
    });
  let bearer: string | undefined;
  return {
    sim,
    bot,
    control,
    async connector(method, path, body, serviceUrl = sim.serviceUrl) {
      bearer ??= (await askToken(sim)).body.access_token;
      const headers = { authorization: `Bearer ${bearer}` };
      return call(`${serviceUrl}${path}`, { method, headers, body });
    },
    async conversationOf(key) {
      return (await control('GET', `people/${key}`)).body.conversationId;
    },
    async close() {
      await sim.close();
      await bot.close();
    },
  };
}

export async function askToken(sim: TeamsSimulator, change: Record<string, string> = {}) {
  return call(change['url'] ?? sim.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: APP_ID,
      client_secret: APP_PASSWORD,
      scope: 'https://api.botframework.com/.default',
      ...change,
    }).toString(),
  });
}

export const CARD = 'application/vnd.microsoft.card.adaptive';

export const cardActivity = (content: Json, more: Json = {}): Json => ({
  type: 'message',
  attachments: [{ contentType: CARD, content }],
  ...more,
});

export const activitiesOf = (conversationId: string): string =>
  `v3/conversations/${encodeURIComponent(conversationId)}/activities`;
