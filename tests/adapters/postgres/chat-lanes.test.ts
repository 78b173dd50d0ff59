import { createConversations } from '../../../src/adapters/postgres/conversations';
import { createOutboxes } from '../../../src/adapters/postgres/outboxes/create-outboxes';
import { addMs } from '../../../src/domain/time';
import type { ChatRow } from '../../../src/ports/outboxes';
import { createOrderBench, FIELDS, NOW, oid, type OrderBench } from '../../support/order-bench';

let bench: OrderBench;

beforeEach(async () => {
  bench = await createOrderBench();
});
afterEach(() => bench.close());

const outboxes = () => createOutboxes(bench.app);
const DONE = { state: 'done' } as const;
const LATER = addMs(NOW, 60_000);

const meet = (key: string, conversationId: string, kind: 'personal' | 'groupChat' = 'personal') =>
  createConversations(bench.app).remember({
    ...{ serviceUrl: 'http://localhost:1/', conversationId, kind, botId: '28:bot' },
    ...{ tenantId: 'tenant', teamsUserId: `29:${key}`, oid: oid(key), at: NOW },
  });

/** Two orders Dana is asked to decide: two cards for her, the first one older. */
async function askTwice(): Promise<void> {
  for (const siteId of ['TXH97', 'TXH14']) {
    const { orderNumber } = await bench.draft({ ...FIELDS, siteId });
    await bench.act(orderNumber, 'submit', 'sam');
  }
}

const rowsOf = (rows: readonly ChatRow[], key: string) =>
  rows.filter(({ to }) => to.key === key).map(({ id }) => Number(id));

test('gives out one message of a conversation at a time, oldest first, until it is finished', async () => {
  await meet('dana', 'a:dana');
  await askTwice();
  const [first, ...others] = rowsOf(await outboxes().claimChat(20, NOW), 'dana');
  expect(others).toEqual([]);
  expect(rowsOf(await outboxes().claimChat(20, NOW), 'dana')).toEqual([]);
  await outboxes().finishChat(String(first), DONE, NOW);
  const [second] = rowsOf(await outboxes().claimChat(20, NOW), 'dana');
  expect(second).toBeGreaterThan(first ?? 0);
});

test('lets a conversation rest that was told to, and keeps its order', async () => {
  await meet('dana', 'a:dana');
  await askTwice();
  const [first] = rowsOf(await outboxes().claimChat(20, NOW), 'dana');
  const busy = { state: 'later', cause: '429', notBefore: LATER } as const;
  await outboxes().finishChat(String(first), busy, NOW);
  expect(rowsOf(await outboxes().claimChat(20, NOW), 'dana')).toEqual([]);
  expect(rowsOf(await outboxes().claimChat(20, LATER), 'dana')).toEqual([first]);
});

test('keeps what a person without a chat has to read, all of it, until the chat opens', async () => {
  await askTwice();
  for (let turn = 0; turn < 2; turn += 1) {
    for (const row of await outboxes().claimChat(20, NOW)) await outboxes().parkChat(row.id, NOW);
  }
  expect(await outboxes().claimChat(20, addMs(NOW, 86_400_000))).toEqual([]);
  await meet('dana', 'a:dana');
  const claimed = await outboxes().claimChat(20, NOW);
  expect(claimed.map(({ to, conversation }) => [to.key, conversation?.conversationId])).toEqual([
    ['dana', 'a:dana'],
  ]);
});

test('parks nothing for a person whose chat opened meanwhile', async () => {
  await askTwice();
  const [first] = (await outboxes().claimChat(20, NOW)).filter(({ to }) => to.key === 'dana');
  await meet('dana', 'a:dana');
  await outboxes().parkChat(first?.id ?? '', NOW);
  expect(rowsOf(await outboxes().claimChat(20, NOW), 'dana')).toEqual([Number(first?.id)]);
});

test('holds nothing up for a card that stands in another conversation', async () => {
  await meet('dana', 'a:dana');
  await meet('dana', '19:old', 'groupChat');
  const { orderNumber, version, revision, termsHash } = await bench.draft(FIELDS);
  const { id } = await meet('dana', '19:old', 'groupChat');
  await createConversations(bench.app).recordCopy({
    ...{ conversationId: id, orderNumber, oid: oid('dana'), view: 'order', facts: {} },
    ...{ activityId: 'old', shown: { version, revision, termsHash } },
  });
  await bench.act(orderNumber, 'submit', 'sam');
  const claimed = (await outboxes().claimChat(20, NOW)).filter(({ to }) => to.key === 'dana');
  expect(claimed.map(({ kind }) => kind).sort()).toEqual(['send', 'update']);
});
