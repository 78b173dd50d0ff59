import { setTimeout as delay } from 'node:timers/promises';
import { fetch as undiciFetch } from 'undici';
import {
  aMail,
  findPath,
  startGraph,
  type GraphItem,
  type GraphList,
  type GraphUnderTest,
} from './start-graph';

let graph: GraphUnderTest;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

const draft = (key: string) => graph.call('POST', '/messages', aMail(key));
const drafted = async (key: string) => ((await (await draft(key)).json()) as GraphItem).id;
const send = (id: string) => graph.call('POST', `/messages/${id}/send`);
const found = async (key: string) =>
  ((await (await graph.call('GET', findPath(key))).json()) as GraphList).value;

test('a call dropped before the work leaves nothing', async () => {
  graph.simulator.faults.set([{ operation: 'draft', key: 'a', kind: 'dropBefore', times: 1 }]);
  await expect(draft('a')).rejects.toThrow();
  expect(await found('a')).toEqual([]);
});

test.each(['commitThenDrop', 'commitThenBrokenBody', 'status500AfterSend'])(
  'a draft answered with %s exists',
  async (kind) => {
    graph.simulator.faults.set([{ operation: 'draft', key: 'a', kind, times: 1 }]);
    const answer = draft('a').then((response) => response.json());
    const failure = await answer.then(
      (body) => (body as { error?: { code: string } }).error?.code,
      (error: unknown) => (error as Error).name,
    );
    expect(failure).toBeDefined();
    expect(await found('a')).toMatchObject([{ isDraft: true }]);
  },
);

test.each(['commitThenDrop', 'status500AfterSend'])('a mail lost to %s was sent', async (kind) => {
  const id = await drafted('b');
  graph.simulator.faults.set([{ operation: 'send', key: 'b', kind, times: 1 }]);
  const status = await send(id).then(
    (response) => response.status,
    () => 0,
  );
  expect(status).toBe(kind === 'commitThenDrop' ? 0 : 500);
  expect(await found('b')).toMatchObject([{ isDraft: false }]);
  expect(graph.simulator.ledger.entries('delivered')).toHaveLength(1);
});

test('a fault strikes the attempt it names', async () => {
  graph.simulator.faults.set([{ operation: 'draft', key: 'c', attempt: 2, kind: 'status503' }]);
  const statuses = [];
  for (let attempt = 1; attempt <= 3; attempt += 1) statuses.push((await draft('c')).status);
  expect(statuses).toEqual([201, 503, 201]);
});

test('throttling says how long, in seconds, as a date, or not at all', async () => {
  graph.simulator.faults.set([
    { operation: 'find', attempt: 1, kind: 'status429', with: { retryAfterSeconds: 2 } },
    { operation: 'find', attempt: 2, kind: 'status429', with: { asDate: true } },
    { operation: 'find', attempt: 3, kind: 'status429', with: { retryAfterSeconds: null } },
  ]);
  const headers = [];
  for (let call = 0; call < 3; call += 1) {
    headers.push((await graph.call('GET', '/messages')).headers.get('retry-after'));
  }
  expect(headers[0]).toBe('2');
  expect(headers[1]).toMatch(/GMT$/);
  expect(headers[2]).toBeNull();
});

test('a call before Retry-After has passed is told in the ledger', async () => {
  graph.simulator.faults.set([
    { operation: 'find', kind: 'status429', times: 1, with: { retryAfterSeconds: 60 } },
  ]);
  await graph.call('GET', '/messages');
  await graph.call('GET', '/messages');
  const early = graph.simulator.ledger
    .entries('call')
    .map(({ beforeRetryAfterMs }) => Number(beforeRetryAfterMs) > 0);
  expect(early).toEqual([false, true]);
});

test('the fifth parallel call is over the limit, until a caller gives up its place', async () => {
  graph.simulator.faults.set([{ operation: 'find', kind: 'stall', times: 4 }]);
  const stalled = Array.from({ length: 4 }, () => graph.call('GET', '/messages'));
  const ends = Promise.allSettled(stalled);
  while (graph.simulator.ledger.entries('fault').length < 4) await delay(2);
  expect((await draft('e')).status).toBe(429);
  expect(graph.simulator.ledger.entries('tooManyParallel')).toHaveLength(1);
  await graph.giveUp();
  expect((await ends).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  while (graph.simulator.parallel() > 0) await delay(2);
  expect((await draft('e')).status).toBe(201);
});

test('mail to somebody gone comes back to the sender', async () => {
  const id = await drafted('d');
  graph.simulator.faults.set([{ operation: 'send', key: 'd', kind: 'recipientGone' }]);
  expect((await send(id)).status).toBe(202);
  expect(graph.simulator.ledger.entries('delivered')).toEqual([]);
  const inbox = await graph.call('GET', '/mailFolders/inbox/messages');
  expect(((await inbox.json()) as GraphList).value[0]?.subject).toMatch(/^Undeliverable: /);
});

test('the token endpoint fails as planned', async () => {
  graph.simulator.faults.set([{ operation: 'token', kind: 'status503', times: 1 }]);
  const { agent, simulator } = graph;
  const ask = () =>
    undiciFetch(simulator.tokenUrl, {
      method: 'POST',
      dispatcher: agent,
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'mailer',
        client_secret: 'wrong',
        scope: 'x/.default',
      }),
    });
  expect((await ask()).status).toBe(503);
  expect((await ask()).status).toBe(401);
});

test('a call is over when it is answered, however slowly the answer is read', async () => {
  const content = 'x'.repeat(3_500_000);
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    const made = await graph.call(
      'POST',
      '/messages',
      aMail(key, { body: { contentType: 'html', content } }),
    );
    expect(made.status).toBe(201);
    await made.text();
  }
  const unread = await Promise.all(Array.from({ length: 4 }, () => graph.call('GET', '/messages')));
  expect(unread.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await draft('f')).status).toBe(201);
  await graph.giveUp();
});
