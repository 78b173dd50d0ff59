import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderAnswer, TimelineAnswer, TransitionsAnswer } from '../api/answers';
import type { Stage } from '../domain/order/stages';
import { STRAIGHT_LINE } from '../domain/order/transitions';
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

/** Where an order may stand from the carrier's receipt on, in this order. */
const LIFE = STRAIGHT_LINE.slice(STRAIGHT_LINE.indexOf('acknowledged'));

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

  /** Lets the carrier do something, unless an earlier start did, and waits until we know of it. */
  const play = async (number: string, stage: Stage, what: Record<string, unknown>) => {
    const order = await get<OrderAnswer>(`/api/orders/${number}`, 'sam');
    if (LIFE.indexOf(order.stage) >= LIFE.indexOf(stage)) return;
    await carrier(number, what);
    await reach(number, LIFE.slice(LIFE.indexOf(stage)));
  };
  const reach = async (number: string, stages: readonly string[]): Promise<OrderAnswer> => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
      const order = await get<OrderAnswer>(`/api/orders/${number}`, 'sam');
      if (stages.includes(order.stage)) return order;
      await sleep(250);
    }
    throw new Error(`${number} did not reach ${stages.join(' or ')} in time.`);
  };
  const isDone = async (number: string, action: string, persona: string) => {
    const { entries } = await get<TimelineAnswer>(`/api/orders/${number}/timeline`, persona);
    return entries.some(
      ({ kind, facts }) => kind === action && (facts['by'] ?? persona) === persona,
    );
  };
  // On a busy machine the step before may be recorded and not done yet: then it is not offered.
  // Nor is it if a start that was stopped half-way has done it already.
  const offered = async (number: string, action: string, persona: string) => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
      const offers = await get<TransitionsAnswer>(`/api/orders/${number}/transitions`, persona);
      const offer = offers.actions.find((candidate) => candidate.action === action);
      if (offer?.allowed === true) return offer;
      if (await isDone(number, action, persona)) return null;
      await sleep(250);
    }
    throw new Error(`${number} did not offer ${action} to ${persona} in time.`);
  };
  const act = async (number: string, action: string, persona: string, input: object = {}) => {
    const offer = await offered(number, action, persona);
    if (offer === null) return;
    await post(
      `${api}/api/orders/${number}/transitions`,
      await tokenOf(persona),
      { action, seen: offer.seen, input },
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
            await reach(number, LIFE);
            break;
          case 'accepted':
            await play(number, 'confirmed', { do: 'accept' });
            break;
          case 'scheduled':
            await play(number, 'install_scheduled', { do: 'setDate', date: targetDate });
            break;
          case 'on site':
            await play(number, 'installing', { do: 'milestone', name: 'TECH_DISPATCHED' });
            break;
          case 'completed':
            await play(number, 'testing', { do: 'complete' });
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
