import { Client } from 'pg';
import { readFeed, readFeedEnd, type FeedCursor } from '../../src/adapters/postgres/read-feed';
import { createOrderBench, type OrderBench } from '../support/order-bench';

let bench: OrderBench;
beforeAll(async () => {
  bench = await createOrderBench();
});
afterAll(() => bench.close());

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: bench.database.urls.app });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const event = (orderNumber: string, k: number) => ({
  text: `INSERT INTO order_events (order_id, k, at, kind, actor, source)
    SELECT id, $2, now(), 'note', 'test', 'web' FROM orders WHERE order_number = $1`,
  values: [orderNumber, k],
});

async function drain(from: FeedCursor): Promise<{ ids: string[]; end: FeedCursor }> {
  const ids: string[] = [];
  for (let end = from; ;) {
    const hints = await readFeed(bench.app, end);
    if (hints.length === 0) return { ids, end };
    ids.push(...hints.map(({ cursor }) => cursor.id));
    end = hints.at(-1)?.cursor ?? end;
  }
}

/** Any transaction of the whole server holds the feed back for as long as it runs. */
async function drainUntil(from: FeedCursor, wanted: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let end = from; !wanted.every((id) => ids.includes(id));) {
    const more = await drain(end);
    ids.push(...more.ids);
    end = more.end;
  }
  return ids;
}

/** Ids of the rows a test wrote, in their own order; what was there before may still be told. */
async function writtenFrom(k: number): Promise<string[]> {
  const { rows } = await bench.app.query<{ id: string }>(
    'SELECT e.id::text FROM order_events e WHERE e.k >= $1 ORDER BY e.id',
    [k],
  );
  return rows.map(({ id }) => id);
}

test('waits for a transaction that began earlier and ends later', async () => {
  const { orderNumber } = await bench.draft();
  const start = await readFeedEnd(bench.app);
  const slow = await connect();
  const fast = await connect();
  await slow.query('BEGIN');
  await slow.query(event(orderNumber, 101));
  await fast.query(event(orderNumber, 102));
  const early = await drain(start);
  await slow.query('COMMIT');
  const written = await writtenFrom(101);
  expect(written).toHaveLength(2);
  expect(early.ids.filter((id) => written.includes(id))).toEqual([]);
  const late = await drainUntil(early.end, written);
  expect(late.filter((id) => written.includes(id))).toHaveLength(2);
  await Promise.all([slow.end(), fast.end()]);
});

test('never skips and never doubles a row, however transactions interleave', async () => {
  const { orderNumber } = await bench.draft();
  const start = await readFeedEnd(bench.app);
  const writers = await Promise.all(Array.from({ length: 6 }, connect));
  let isWriting = true;
  let k = 1_000;
  // A fixed sequence of waits: the same interleaving is tried in every run.
  let state = 7;
  const wait = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return new Promise((resolve) => setTimeout(resolve, state % 7));
  };
  const write = async (client: Client) => {
    for (let turn = 0; turn < 25; turn += 1) {
      await client.query('BEGIN');
      await wait();
      for (let row = 0; row <= turn % 3; row += 1) {
        k += 1;
        await client.query(event(orderNumber, k));
        await wait();
      }
      await client.query(turn % 5 === 4 ? 'ROLLBACK' : 'COMMIT');
    }
  };
  const seen: string[] = [];
  let place = start;
  const read = async () => {
    while (isWriting) {
      const { ids, end } = await drain(place);
      seen.push(...ids);
      place = end;
      await wait();
    }
  };
  const reading = read();
  await Promise.all(writers.map(write));
  isWriting = false;
  await reading;
  const written = await writtenFrom(1_001);
  expect(written.length).toBeGreaterThan(100);
  const missing = written.filter((id) => !seen.includes(id));
  seen.push(...(await drainUntil(place, missing)));
  const order = (one: string, other: string) => Number(one) - Number(other);
  expect(seen.filter((id) => written.includes(id)).sort(order)).toEqual(written);
  await Promise.all(writers.map((writer) => writer.end()));
});

test('begins at news: what was there before is not told', async () => {
  await bench.draft();
  const { ids } = await drain(await readFeedEnd(bench.app));
  expect(ids).toEqual([]);
});
