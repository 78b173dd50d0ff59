import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderAnswer, TransitionsAnswer } from '../api/answers';
import { addDays } from '../domain/time';
import { DEMO_ORDERS, type DemoOrder } from './demo-order-list';

/** Where the running system listens, as far as the demo needs it. */
interface Endpoints {
  api: string;
  simulatorToken: string;
  identity: { control: string };
  carriers: { comcast: { control: string } };
}

const PATIENCE_MS = 60_000;

/**
 * Makes the first dozen orders the way people would: over the API, as the personas, with the carrier
 * simulator playing its part. They stand in different columns and then stay where they are.
 */
export async function makeDemoOrders(endpoints: Endpoints, today: string): Promise<number> {
  const demo = createDemo(endpoints);
  let made = 0;
  for (const [index, order] of DEMO_ORDERS.entries()) {
    await demo.make(order, addDays(today, 40 + index * 3), index);
    made += 1;
  }
  return made;
}

function createDemo({ api, simulatorToken, identity, carriers }: Endpoints) {
  const tokens = new Map<string, string>();
  const post = async (url: string, token: string, body: unknown, key?: string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
    return (text === '' ? {} : JSON.parse(text)) as unknown;
  };
  const tokenOf = async (persona: string) => {
    const known = tokens.get(persona);
    if (known !== undefined) return known;
    const made = (await post(`${identity.control}/_sim/tokens`, simulatorToken, { persona })) as {
      token: string;
    };
    tokens.set(persona, made.token);
    return made.token;
  };
  const get = async <T>(path: string, persona: string): Promise<T> => {
    const headers = { authorization: `Bearer ${await tokenOf(persona)}` };
    const response = await fetch(`${api}${path}`, { headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  };
  const carrier = (number: string, body: Record<string, unknown>) =>
    post(`${carriers.comcast.control}/_sim/orders/${number}/do`, simulatorToken, body);

  const reach = async (number: string, stages: readonly string[]): Promise<OrderAnswer> => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
      const order = await get<OrderAnswer>(`/api/orders/${number}`, 'sam');
      if (stages.includes(order.stage)) return order;
      await sleep(250);
    }
    throw new Error(`${number} did not reach ${stages.join(' or ')} in time.`);
  };
  const act = async (number: string, action: string, persona: string, input: object = {}) => {
    const offers = await get<TransitionsAnswer>(`/api/orders/${number}/transitions`, persona);
    const offer = offers.actions.find((candidate) => candidate.action === action);
    await post(
      `${api}/api/orders/${number}/transitions`,
      await tokenOf(persona),
      { action, seen: offer?.seen, input },
      `demo-${number}-${action}-${persona}`,
    );
  };

  return {
    async make(order: DemoOrder, targetDate: string, index: number): Promise<void> {
      const created = (await post(
        `${api}/api/orders`,
        await tokenOf('sam'),
        { ...order.fields, provider: 'comcast', target_date: targetDate },
        `demo-order-${index}`,
      )) as { order: OrderAnswer };
      const number = created.order.order_number;
      if (order.life.includes('submit')) await carrier(number, { do: 'freeze' });
      for (const step of order.life) {
        switch (step) {
          case 'submit':
            await act(number, 'submit', 'sam');
            break;
          case 'approve':
            await act(number, 'approve', 'dana');
            break;
          case 'approve twice':
            await act(number, 'approve', 'lee');
            break;
          case 'return':
            await act(number, 'return', 'dana', { comment: 'Ask for two quotes first.' });
            break;
          case 'cancel':
            await act(number, 'cancel', 'sam', { reason: 'The store stays in its old building.' });
            break;
          case 'sent':
            await reach(number, ['acknowledged']);
            break;
          case 'accepted':
            await carrier(number, { do: 'accept' });
            await reach(number, ['confirmed', 'install_scheduled']);
            break;
          case 'scheduled':
            await carrier(number, { do: 'setDate', date: targetDate });
            await reach(number, ['install_scheduled']);
            break;
          case 'on site':
            await carrier(number, { do: 'milestone', name: 'TECH_DISPATCHED' });
            await reach(number, ['installing']);
            break;
          case 'completed':
            await carrier(number, { do: 'complete' });
            await reach(number, ['testing']);
            break;
          case 'accept':
            await act(number, 'accept', 'sam', { result: 'Throughput as ordered.' });
            break;
          case 'enable':
            await act(number, 'enable', 'sam');
            break;
        }
      }
    },
  };
}

/** The demo starts as soon as the endpoints are published; they come a moment after the product. */
async function readEndpoints(file: string): Promise<Endpoints> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Endpoints;
    await sleep(200);
  }
  throw new Error(`${file} did not appear.`);
}

if (require.main === module) {
  const file = process.env['ENDPOINTS_FILE'] ?? '.data/endpoints.json';
  readEndpoints(file)
    .then((endpoints) => makeDemoOrders(endpoints, new Date().toISOString().slice(0, 10)))
    .then((made) => {
      const done = process.env['DEMO_DONE_FILE'];
      if (done !== undefined) writeFileSync(done, `${made}\n`);
      console.log(`${made} demo orders`);
      if (process.connected) process.disconnect();
    })
    .catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    });
}
