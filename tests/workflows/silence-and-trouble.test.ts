import { createOrderBench, UNDATED, type OrderBench } from '../support/order-bench';
import { createOrderDriver, type OrderDriver } from '../support/order-driver';
import { thisYear } from '../support/test-database';
import { createSkippingHouse, DAY_MS, type SkippingHouse } from '../support/time-skipping';

let bench: OrderBench;
let house: SkippingHouse;
let driver: OrderDriver;

beforeAll(async () => {
  bench = await createOrderBench(thisYear());
  house = await createSkippingHouse({
    project: (input) => bench.project(input),
    sendOrder: ({ orderNumber }) =>
      Promise.resolve({
        kind: 'placed',
        providerOrderId: `PO-${orderNumber}`,
        acknowledgedAt: null,
      }),
  });
  driver = createOrderDriver(bench, house);
}, 60_000);
afterAll(async () => {
  await house.close();
  await bench.close();
});

async function sent(siteId: string, targetDate?: string): Promise<string> {
  const small = { ...UNDATED, siteId, monthlyCost: '50.00', installCost: '0.00' };
  const { orderNumber } = await bench.draft({ ...small, ...(targetDate && { targetDate }) });
  await driver.act(orderNumber, 'submit', 'sam');
  await driver.reach(orderNumber, 'submitted');
  return orderNumber;
}

const kindsOf = async (orderNumber: string) =>
  (await bench.orders.readTimeline(orderNumber)).map(({ kind }) => kind);

test('starts the silence anew with each step of the carrier', async () => {
  const order = await sent('TXH14');
  await house.pass(10 * DAY_MS);
  expect((await bench.read(order)).flags.jeopardy?.level).toBe('low');
  await driver.report(order, 'accepted');
  expect((await driver.reach(order, 'confirmed')).flags.jeopardy).toBeNull();
  await house.pass(4 * DAY_MS);
  expect((await bench.read(order)).flags.jeopardy).toBeNull();
  await house.pass(20 * DAY_MS);
  expect((await bench.read(order)).flags.jeopardy?.level).toBe('low');
});

test('asks for attention while its task cannot be written, and no longer', async () => {
  const order = await sent('TXH33');
  const cause = 'servicenow_unreachable';
  const trouble = [{ key: `${cause}/1`, kind: 'trouble' as const, cause }] as const;
  await house.runtime.tellTrouble(order, [...trouble, ...trouble]);
  await house.runtime.tellTrouble(order, trouble);
  await house.pass(1_000);
  expect((await bench.read(order)).flags.needsAttention).toEqual([cause]);
  await house.runtime.tellTrouble(order, [{ key: `${cause}/over/1`, kind: 'over', cause }]);
  await house.pass(1_000);
  expect((await bench.read(order)).flags.needsAttention).toEqual([]);
  const kinds = await kindsOf(order);
  expect(kinds.filter((kind) => kind === 'needs_attention')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'attention_over')).toHaveLength(1);
});

test('asks nobody once the order has ended', async () => {
  const { orderNumber } = await bench.draft({ ...UNDATED, siteId: 'TXD97' });
  await driver.act(orderNumber, 'submit', 'sam');
  const cause = 'mail_undeliverable';
  await house.runtime.tellTrouble(orderNumber, [{ key: 'mail', kind: 'trouble', cause }]);
  await house.pass(1_000);
  expect((await bench.read(orderNumber)).flags.needsAttention).toEqual([cause]);
  await driver.act(orderNumber, 'cancel', 'sam', { reason: 'The store closes.' });
  expect((await bench.read(orderNumber)).flags.needsAttention).toEqual([]);
  const late = [{ key: 'mail/2', kind: 'trouble' as const, cause } as const];
  expect(await house.runtime.tellTrouble(orderNumber, late)).toBe('closed');
});

test('raises the risk level by level while the carrier says nothing, and rests when all is lost', async () => {
  const order = await sent('TXH97', await house.dayIn(120));
  await house.pass(130 * DAY_MS);
  const risks = (await bench.orders.readTimeline(order)).filter(({ kind }) => kind === 'jeopardy');
  expect(risks.map(({ facts }) => facts['level'])).toEqual(['low', 'medium', 'high', 'critical']);
  expect((await bench.read(order)).flags.jeopardy?.level).toBe('critical');
  await house.pass(100 * DAY_MS);
  expect((await kindsOf(order)).filter((kind) => kind === 'jeopardy')).toHaveLength(4);
});
