import { one, sql } from '../../../src/adapters/postgres/sql';
import { verifyAudit } from '../../../src/adapters/postgres/verify-audit';
import { AUDIT, createOrderBench, NOW, oid, type OrderBench } from '../../support/order-bench';

let bench: OrderBench;

beforeAll(async () => {
  bench = await createOrderBench();
});
afterAll(() => bench.close());

const INTENT = '7d8c1c8e-6f0e-4f57-9d35-0d5a3e9b1c22';

test('answers a wish its workflow refused, and tells it once in the timeline and the log', async () => {
  const { orderNumber, stage, revision } = await bench.draft();
  await bench.orders.recordIntent({
    ...{ id: INTENT, dedupeKey: 'refused', orderNumber, action: 'cancel', actor: oid('sam') },
    ...{ channel: 'api', seen: { stage, revision }, input: { reason: 'Closed.' }, at: NOW },
  });
  const refusal = { intentId: INTENT, code: 'SEEN_STALE', facts: {}, at: NOW } as const;
  await bench.orders.recordRefusal(refusal);
  await bench.orders.recordRefusal(refusal);
  const { state } = await one<{ state: string }>(
    bench.app,
    sql`SELECT state FROM intents WHERE id = ${INTENT}`,
  );
  expect(state).toBe('refused');
  const refused = (await bench.orders.readTimeline(orderNumber)).filter(
    ({ kind }) => kind === 'refused',
  );
  expect(refused).toMatchObject([
    { actor: 'Sam Okafor', source: 'api', facts: { action: 'cancel', code: 'SEEN_STALE' } },
  ]);
  expect((await bench.read(orderNumber)).waiting).toEqual([]);
  expect(await verifyAudit(bench.app, [AUDIT.auditKey])).toMatchObject({ faults: [] });
});
