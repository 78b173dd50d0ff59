import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionName } from '../../src/domain/order/actions';
import type { OutsideWorld } from './outside-world';
import type { RunLog } from './run-log';

type Json = Record<string, unknown>;

export interface Answered {
  status: number;
  body: Json;
}

export type Acted = { outcome: 'done' | 'queued' } | { outcome: 'refused'; code: string };

export interface ActOptions {
  input?: Json;
  /** Already written down: this is one more click of the same wish. */
  again?: boolean;
  effect?: 'once' | 'never';
  why?: string;
}

/** Somebody with a browser and Teams, who repeats what got no answer, with the same key. */
export interface Person {
  key: string;
  /** Answers the number of the order. */
  create(fields: Json): Promise<string>;
  act(orderNumber: string, action: ActionName, options?: ActOptions): Promise<Acted>;
  /** Writes a command to the bot until its endpoint has taken it. */
  say(orderNumber: string, action: ActionName, options?: ActOptions): Promise<void>;
  request(method: string, path: string, body?: Json): Promise<Answered>;
}

const ANSWER_WITHIN_MS = 75_000;
const AGAIN_AFTER_MS = 200;
/** While the key of a request whose process died is still held for it. */
const IN_FLIGHT_MS = 1_000;

export class NoAnswer extends Error {}

interface Tools {
  url: string;
  outside: OutsideWorld;
  log: RunLog;
}

export async function createPerson(key: string, { url, outside, log }: Tools): Promise<Person> {
  const token = await outside.tokenFor(key);

  const once = async (method: string, path: string, id: string, body?: Json) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': id,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Json };
  };

  /** The same request with the same key until there is an answer that is about it. */
  const request: Person['request'] = async (method, path, body) => {
    const id = randomUUID();
    const end = Date.now() + ANSWER_WITHIN_MS;
    for (;;) {
      let last = 'nothing';
      let pause = AGAIN_AFTER_MS;
      try {
        const answer = await once(method, path, id, body);
        const inFlight = answer.body['code'] === 'IDEMPOTENCY_KEY_IN_FLIGHT';
        if (answer.status < 500 && answer.status !== 429 && !inFlight) return answer;
        last = `${answer.status} ${JSON.stringify(answer.body)}`;
        if (inFlight) pause = IN_FLIGHT_MS;
      } catch (error) {
        last = String(error);
      }
      if (Date.now() >= end) throw new NoAnswer(`${method} ${path}: ${last}`);
      await sleep(pause);
    }
  };

  const noteWish = (orderNumber: string, action: ActionName, options: ActOptions) => {
    if (options.again === true) return;
    const { effect = 'once', why = 'wanted' } = options;
    log.journal.wishes.push({ orderNumber, action, actor: key, effect, why });
  };

  const seenFor = async (orderNumber: string, action: ActionName) => {
    const { body } = await request('GET', `/api/orders/${orderNumber}/transitions`);
    const offers = (body['actions'] ?? []) as { action: string; allowed: boolean; seen: Json }[];
    const offer = offers.find((one) => one.action === action);
    return { allowed: offer?.allowed === true, seen: offer?.seen ?? {} };
  };

  return {
    key,
    request,
    async create(fields) {
      const { status, body } = await request('POST', '/api/orders', fields);
      if (status !== 201) throw new Error(`create: ${status} ${JSON.stringify(body)}`);
      const { order_number: orderNumber } = body['order'] as { order_number: string };
      log.journal.acknowledged.push(orderNumber);
      return orderNumber;
    },
    async act(orderNumber, action, options = {}) {
      const { allowed, seen } = await seenFor(orderNumber, action);
      if (!allowed && options.effect !== 'never') return { outcome: 'refused', code: 'NOT_NOW' };
      noteWish(orderNumber, action, options);
      const { status, body } = await request('POST', `/api/orders/${orderNumber}/transitions`, {
        action,
        seen,
        input: options.input ?? {},
      });
      if (status === 200) return { outcome: 'done' };
      if (status === 202) return { outcome: 'queued' };
      return { outcome: 'refused', code: codeOf(body, status) };
    },
    async say(orderNumber, action, options = {}) {
      noteWish(orderNumber, action, options);
      const end = Date.now() + ANSWER_WITHIN_MS;
      while (Date.now() < end) {
        const { status } = await outside.inTeams(key, 'send', { text: `${action} ${orderNumber}` });
        if (typeof status === 'number' && status >= 200 && status < 300) return;
        await sleep(AGAIN_AFTER_MS);
      }
      throw new NoAnswer(`${action} ${orderNumber} in Teams`);
    },
  };
}

function codeOf(body: Json, status: number): string {
  const code = body['code'];
  return typeof code === 'string' ? code : String(status);
}
