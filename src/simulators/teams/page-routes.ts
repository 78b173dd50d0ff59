import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { json, Router, type Request, type Response } from 'express';
import { PERSONAS, personaOf, type Persona } from '../kit/people';
import { isJson, textIn, type Json } from './activity';
import { followLive } from './live-feed';
import { messageView } from './message-view';
import { createPageGuard, pageHeaders } from './page-guard';
import { pressAction } from './press-action';
import type { SimulatorParts } from './simulator-parts';
import { BOT_NAME } from './teams-identity';
import type { Conversation } from './teams-state';

/** A command the page offers for typing, as a manifest's command list does. */
export interface SuggestedCommand {
  title: string;
  description: string;
}

export interface PageOptions {
  secret: string;
  port: () => number;
  commands: readonly SuggestedCommand[];
}

const FOLDER = join(__dirname, 'page');
const REFRESH_WHEN_OPENED = 5;
const REFRESH_AFTER_MS = 60_000;
const FRESH = { 'cache-control': 'no-store' };

/** The chat page and what it asks for; persons are chosen, not proven, so only the page may call. */
export function pageRoutes(parts: SimulatorParts, options: PageOptions): Router {
  const router = Router();
  const { store, client, refresh } = parts;
  const guard = createPageGuard(options.secret, options.port);
  const html = readFileSync(join(FOLDER, 'index.html'), 'utf8');
  const library = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.min.js'));

  router.use(pageHeaders);
  router.get('/', (request, response) => {
    const nonce = guard.admit(request, response);
    response.set(FRESH).type('html').send(html.replace('%NONCE%', nonce));
  });
  router.get('/favicon.ico', (_request, response) => {
    response.redirect(301, '/page/icon.svg');
  });
  router.get('/page/adaptivecards.js', (_request, response) => {
    response.set({ 'cache-control': 'max-age=3600' }).type('text/javascript').send(library);
  });
  router.use('/page', express.static(FOLDER, { index: false, setHeaders: (r) => r.set(FRESH) }));

  router.use('/page', guard.requirePage, json({ limit: '256kb' }));

  const unread = (person: Persona) =>
    store.conversationsOf(person.key).reduce((sum, chat) => sum + unreadIn(person, chat), 0);

  function unreadIn(person: Persona, chat: Conversation): number {
    const readUpTo = Number(store.person(person.key).readUpTo[chat.id] ?? 0);
    const isNew = (message: Conversation['messages'][number]) =>
      message.from !== person.key && !message.deleted && Number(message.id) > readUpTo;
    return chat.messages.filter(isNew).length;
  }

  const chatView = (person: Persona, chat: Conversation) => {
    const last = chat.messages.at(-1);
    return {
      id: chat.id,
      kind: chat.kind,
      name: chat.kind === 'personal' ? BOT_NAME : chat.name,
      members: chat.members,
      unread: unreadIn(person, chat),
      last: last === undefined ? null : messageView(last, person.key),
    };
  };

  const asked = (request: Request): Json => (isJson(request.body) ? request.body : {});
  const actor = (request: Request, response: Response): Persona | undefined => {
    const person = personaOf(String(request.query['as'] ?? asked(request)['as']));
    if (person === undefined) response.status(404).json({ error: 'Nobody has this key.' });
    return person;
  };
  /** The conversation, if this person is in it. */
  const chatOf = (person: Persona, id: unknown, response: Response) => {
    const chat = store.find(String(id));
    if (chat?.members.includes(person.key) === true) return chat;
    response.status(404).json({ error: 'No such chat.' });
    return undefined;
  };

  router.get('/page/people', (_request, response) => {
    const people = PERSONAS.map((person) => ({ ...person, unread: unread(person) }));
    response.json({ people, commands: options.commands, botName: BOT_NAME });
  });
  router.get('/page/chats', (request, response) => {
    const person = actor(request, response);
    if (!person) return;
    store.personal(person);
    const chats = store.conversationsOf(person.key).map((chat) => chatView(person, chat));
    response.json({ chats });
  });
  router.get('/page/chats/:id/messages', (request, response) => {
    const person = actor(request, response);
    const chat = person && chatOf(person, request.params.id, response);
    if (!person || !chat) return;
    response.json({ messages: chat.messages.map((message) => messageView(message, person.key)) });
  });
  router.get('/page/live', (request, response) => {
    const person = actor(request, response);
    if (person) followLive(store, person.key, request, response);
  });

  router.post('/page/opened', (request, response) => {
    const person = actor(request, response);
    const chat = person && chatOf(person, asked(request)['conversationId'], response);
    if (!person || !chat) return;
    store.person(person.key).readUpTo[chat.id] = chat.messages.at(-1)?.id ?? '0';
    for (const message of chat.messages.slice(-REFRESH_WHEN_OPENED)) {
      const age = parts.clock.nowMs() - (message.refreshedMs[person.key] ?? 0);
      if (age > REFRESH_AFTER_MS) void refresh.forOne(person, chat, message);
    }
    response.status(204).end();
  });
  router.post('/page/refresh', async (request, response) => {
    const person = actor(request, response);
    const found = person && store.locate(String(asked(request)['activityId']));
    if (!person) return;
    const isMine = found?.conversation.members.includes(person.key) === true;
    const done = isMine && (await refresh.forOne(person, found.conversation, found.message));
    response.json({ asked: done });
  });
  router.post('/page/send', (request, response) => {
    const person = actor(request, response);
    const body = asked(request);
    const chat = person && chatOf(person, body['conversationId'], response);
    if (!person || !chat) return;
    const threadRoot = typeof body['threadRoot'] === 'string' ? body['threadRoot'] : null;
    const text = textIn(body, 'text').trim();
    if (text !== '') client.sendText(person, text, { conversation: chat, threadRoot });
    response.status(202).json({});
  });
  router.post('/page/action', async (request, response) => {
    const person = actor(request, response);
    const body = asked(request);
    const chat = person && chatOf(person, body['conversationId'], response);
    const message = chat?.messages.find(({ id }) => id === body['activityId']);
    if (!person || !chat || !isJson(body['action'])) return;
    if (message === undefined) {
      response.status(404).json({ error: 'No such message.' });
      return;
    }
    const raw = body['action'];
    response.json(await pressAction(client, person, { conversation: chat, message }, { raw }));
  });
  router.post('/page/dialog', async (request, response) => {
    const person = actor(request, response);
    const body = asked(request);
    const conversation = person && chatOf(person, body['conversationId'], response);
    if (!person || !conversation) return;
    const value = { data: body['data'], context: { theme: 'default' } };
    const { outcome } = await client.invoke(person, { conversation, name: 'task/submit', value });
    response.json(outcome);
  });
  return router;
}
