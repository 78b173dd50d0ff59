import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderAnswer, TransitionAnswer, TransitionsAnswer } from '../../src/api/answers';
import type { House } from './house';

/** A card or text in somebody's chat, as the stand-in shows it. */
export interface ChatMessage {
  id: string;
  from: string;
  text: string | null;
  summary: string | null;
  card: CardJson | null;
  updatedCount: number;
}

export interface CardJson {
  fallbackText?: string;
  body?: unknown[];
  actions?: { title: string; verb?: string }[];
}

export interface MailMessage {
  to: unknown;
  subject: string;
  text: string;
  html: string | null;
  key: string;
}

/** Plays people and the outside against a running house, over sockets only. */
export interface Personas {
  token(persona: string): Promise<string>;
  get<T>(persona: string, path: string): Promise<T>;
  post(persona: string, path: string, body: unknown): Promise<Response>;
  act(persona: string, order: string, action: string, input?: object): Promise<TransitionAnswer>;
  order(order: string): Promise<OrderAnswer>;
  reach(order: string, stage: string, patienceMs?: number): Promise<OrderAnswer>;
  say(persona: string, text: string): Promise<void>;
  press(persona: string, activityId: string, verb: string, inputs?: object): Promise<PressAnswer>;
  chat(persona: string): Promise<ChatMessage[]>;
  /** Waits for a card of the bot that fits. */
  card(persona: string, fits: (card: CardJson) => boolean): Promise<ChatMessage>;
  carrier(order: string, what: Record<string, unknown>): Promise<void>;
  mails(): Promise<MailMessage[]>;
  control<T>(origin: string, path: string, body?: unknown, method?: string): Promise<T>;
}

export interface PressAnswer {
  status: number;
  kind: string;
  body: unknown;
  card?: CardJson;
  text?: string;
}

const PATIENCE_MS = 20_000;

/** Asks until the answer fits; the last answer stands in the error. */
export async function until<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  let last: T | undefined;
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    last = await ask();
    if (fits(last)) return last;
    await sleep(100);
  }
  throw new Error(
    `Waited in vain; last seen: ${(JSON.stringify(last) as string | undefined)?.slice(0, 600) ?? 'nothing'}`,
  );
}

export function createPersonas(house: House): Personas {
  const { endpoints, url } = house;
  const tokens = new Map<string, Promise<string>>();
  const control = async <T>(
    origin: string,
    path: string,
    body?: unknown,
    method = body === undefined ? 'GET' : 'POST',
  ): Promise<T> => {
    const response = await fetch(`${origin}/_sim${path}`, {
      method,
      headers: {
        authorization: `Bearer ${endpoints.simulatorToken}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  };
  const token = (persona: string) => {
    const known = tokens.get(persona);
    if (known !== undefined) return known;
    const made = control<{ token: string }>(endpoints.identity.control, '/tokens', {
      persona,
    }).then((answer) => answer.token);
    tokens.set(persona, made);
    return made;
  };
  const request = async (
    persona: string,
    path: string,
    body?: unknown,
    key: string = randomUUID(),
  ) =>
    fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await token(persona)}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const get = async <T>(persona: string, path: string) => {
    const response = await request(persona, path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const teams = <T>(path: string, body?: unknown) =>
    control<T>(endpoints.teams.control, path, body);

  const personas: Personas = {
    token,
    get,
    control,
    post: (persona, path, body) => request(persona, path, body),
    async act(persona, order, action, input = {}) {
      const offers = await get<TransitionsAnswer>(persona, `/api/orders/${order}/transitions`);
      const seen = offers.actions.find((offer) => offer.action === action)?.seen;
      const response = await request(persona, `/api/orders/${order}/transitions`, {
        action,
        seen,
        input,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${action}: ${response.status} ${text}`);
      return JSON.parse(text) as TransitionAnswer;
    },
    order: (order) => get<OrderAnswer>('sam', `/api/orders/${order}`),
    reach: (order, stage, patienceMs) =>
      until(
        () => personas.order(order),
        (answer) => answer.stage === stage,
        patienceMs,
      ),
    async say(persona, text) {
      await teams(`/people/${persona}/send`, { text });
    },
    press: (persona, activityId, verb, inputs = {}) =>
      teams<PressAnswer>(`/people/${persona}/action`, { activityId, verb, inputs }),
    async chat(persona) {
      const { messages } = await teams<{ messages: ChatMessage[] }>(`/people/${persona}/messages`);
      return messages.filter((message) => message.from === 'bot');
    },
    async card(persona, fits) {
      const found = (messages: ChatMessage[]) =>
        [...messages].reverse().find((message) => message.card !== null && fits(message.card));
      const messages = await until(
        () => personas.chat(persona),
        (all) => found(all) !== undefined,
      );
      return found(messages) as ChatMessage;
    },
    async carrier(order, what) {
      await control(endpoints.carriers.comcast.control, `/orders/${order}/do`, what);
    },
    async mails() {
      const { messages } = await control<{ messages: MailMessage[] }>(
        endpoints.mail.control,
        '/messages?folder=inbox',
      );
      return messages;
    },
  };
  return personas;
}

/** All text of a card, for claims about what a person reads. */
export function textOf(card: CardJson | null): string {
  return JSON.stringify(card);
}

export function offers(verb: string) {
  return (card: CardJson) => card.actions?.some((action) => action.verb === verb) ?? false;
}
