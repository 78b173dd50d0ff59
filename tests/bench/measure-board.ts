import { Client } from 'pg';
import type { OrderAnswer } from '../../src/api/answers';
import type { House } from '../support/house';
import type { Personas } from '../support/personas';
import type { Figure } from './figure';

const ROUNDS = 30;

/** From the commit of a change to the hint in another browser, beside a bare NOTIFY to a listener. */
export async function measureBoard(house: House, people: Personas): Promise<Figure[]> {
  const created = await people.post('sam', '/api/orders', {
    site_id: 'CAL97',
    circuit_purpose: 'Primary',
    provider: 'comcast',
    speed: '1G',
    justification: 'The bench needs one order.',
  });
  let { order } = (await created.json()) as { order: OrderAnswer };
  const hints = await listen(house, people);
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const heard = hints.next(order.order_number, order.version);
    const response = await fetch(`${house.url}/api/orders/${order.order_number}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${await people.token('sam')}`,
        'content-type': 'application/json',
        'if-match': `"${order.version}"`,
      },
      body: JSON.stringify({ notes: `Round ${round}` }),
    });
    const committed = performance.now();
    order = (await response.json()) as OrderAnswer;
    values.push(Math.max(0, (await heard) - committed));
  }
  hints.close();
  return [
    { what: 'board: commit to hint in another browser', values, aimMs: 1_000 },
    { what: 'board: bare NOTIFY to LISTEN', values: await bare(house), aimMs: null },
  ];
}

interface Hints {
  /** When a hint newer than this version arrives. */
  next(order: string, version: number): Promise<number>;
  close(): void;
}

async function listen(house: House, people: Personas): Promise<Hints> {
  const abort = new AbortController();
  const response = await fetch(`${house.url}/api/events`, {
    headers: { authorization: `Bearer ${await people.token('dana')}` },
    signal: abort.signal,
  });
  const waiting = new Set<(order: string, version: number) => void>();
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      for (const line of decoder.decode(chunk as Uint8Array).split('\n')) {
        if (!line.startsWith('data: ')) continue;
        const hint = JSON.parse(line.slice('data: '.length)) as { order: string; version: number };
        for (const tell of waiting) tell(hint.order, hint.version);
      }
    }
  })().catch(() => undefined);
  return {
    next: (order, version) =>
      new Promise((resolve) => {
        const tell = (changed: string, newer: number) => {
          if (changed !== order || newer <= version) return;
          waiting.delete(tell);
          resolve(performance.now());
        };
        waiting.add(tell);
      }),
    close: () => {
      abort.abort();
    },
  };
}

async function bare(house: House): Promise<number[]> {
  const [speaker, hearer] = [house.database.superuserUrl, house.database.superuserUrl].map(
    (connectionString) => new Client({ connectionString }),
  ) as [Client, Client];
  await Promise.all([speaker.connect(), hearer.connect()]);
  await hearer.query('LISTEN bench');
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const heard = new Promise<number>((resolve) => {
      hearer.once('notification', () => {
        resolve(performance.now());
      });
    });
    await speaker.query('NOTIFY bench');
    const committed = performance.now();
    values.push(Math.max(0, (await heard) - committed));
  }
  await Promise.all([speaker.end(), hearer.end()]);
  return values;
}
