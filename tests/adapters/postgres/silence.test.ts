import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Snapshot } from '../../../src/domain/order/change';
import { createOrderBench, FIELDS, recorded, type OrderBench } from '../../support/order-bench';

let bench: OrderBench;

beforeAll(async () => {
  bench = await createOrderBench();
});
afterAll(() => bench.close());

const SMALL = { ...FIELDS, monthlyCost: '50.00', installCost: '0.00', targetDate: '2026-05-01' };

async function atProvider(siteId: string): Promise<{ orderNumber: string; sent: Snapshot }> {
  const { orderNumber } = await bench.draft({ ...SMALL, siteId });
  await bench.act(orderNumber, 'submit', 'sam');
  const sent = await bench.change(orderNumber, { kind: 'submitted', providerOrderId: siteId });
  return { orderNumber, sent: recorded(sent) };
}

const silenceAt = async (orderNumber: string, at: string) =>
  recorded(await bench.change(orderNumber, { kind: 'silence' }, undefined, at));

const step = (orderNumber: string, at: string) =>
  bench.change(
    orderNumber,
    {
      kind: 'event',
      event: { key: `comcast/${orderNumber}/accepted`, kind: 'accepted', at, sequence: 1 },
      to: 'confirmed',
      late: false,
      cause: null,
    },
    undefined,
    at,
  );

const told = (orderNumber: string) =>
  many<{ what: string }>(
    bench.worker,
    sql`SELECT x.key AS what FROM outbox x JOIN orders o ON o.id = x.order_id
        WHERE o.order_number = ${orderNumber} AND x.key LIKE '%jeopardy%'`,
  );

test('wakes at the next threshold, raises the level and says so in the timeline and the task', async () => {
  const { orderNumber, sent } = await atProvider('TXH97');
  expect(sent.nextDue).toEqual({ at: '2026-03-05T16:00:00.000Z', reason: 'silence' });
  const risen = await silenceAt(orderNumber, '2026-03-05T16:00:00.000Z');
  expect(risen).toMatchObject({
    stage: 'submitted',
    nextDue: { at: '2026-03-18T13:00:00.000Z', reason: 'silence' },
  });
  const order = await bench.read(orderNumber);
  expect(order.flags.jeopardy).toEqual({
    level: 'medium',
    reason: 'date_doubtful',
    party: 'provider',
  });
  const [last] = (await bench.orders.readTimeline(orderNumber)).slice(-1);
  expect(last).toMatchObject({ kind: 'jeopardy', actor: 'Timer', facts: { level: 'medium' } });
  const notes = await many<{ kind: string; text: string }>(
    bench.worker,
    sql`SELECT x.kind, x.body ->> 'text' AS text FROM sn_outbox x JOIN orders o ON o.id = x.order_id
        WHERE o.order_number = ${orderNumber} ORDER BY x.id DESC LIMIT 1`,
  );
  expect(notes).toEqual([
    {
      kind: 'note',
      text: 'Risk medium, due 2026-05-01: at the usual pace the date may be missed.',
    },
  ]);
});

test('writes to the requester from high on, once per level', async () => {
  const { orderNumber } = await atProvider('TXH14');
  await silenceAt(orderNumber, '2026-03-05T16:00:00.000Z');
  expect(await told(orderNumber)).toHaveLength(0);
  await silenceAt(orderNumber, '2026-03-18T13:00:00.000Z');
  expect(await told(orderNumber)).toHaveLength(1);
  await silenceAt(orderNumber, '2026-05-02T05:00:00.000Z');
  expect(await told(orderNumber)).toHaveLength(2);
});

test('ends the risk when the carrier moves the order', async () => {
  const { orderNumber } = await atProvider('TXH33');
  await silenceAt(orderNumber, '2026-03-18T13:00:00.000Z');
  expect(recorded(await step(orderNumber, '2026-03-19T13:00:00.000Z')).stage).toBe('confirmed');
  expect((await bench.read(orderNumber)).flags.jeopardy).toBeNull();
});

test('keeps the risk critical when the order moves after its date', async () => {
  const { orderNumber } = await atProvider('TXD97');
  await silenceAt(orderNumber, '2026-05-02T05:00:00.000Z');
  const moved = recorded(await step(orderNumber, '2026-05-04T13:00:00.000Z'));
  expect((await bench.read(orderNumber)).flags.jeopardy?.level).toBe('critical');
  expect(moved.nextDue).toBeNull();
});

test('changes nothing when nothing got worse', async () => {
  const { orderNumber } = await atProvider('TXD14');
  await silenceAt(orderNumber, '2026-03-03T17:00:00.000Z');
  expect((await bench.read(orderNumber)).flags.jeopardy).toBeNull();
});
