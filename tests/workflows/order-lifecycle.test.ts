import type { SendOutcome } from '../../src/activities/activities';
import { createOrderBench, UNDATED, type OrderBench } from '../support/order-bench';
import { createOrderDriver, type OrderDriver } from '../support/order-driver';
import { thisYear } from '../support/test-database';
import { createSkippingHouse, DAY_MS, type SkippingHouse } from '../support/time-skipping';

let bench: OrderBench;
let house: SkippingHouse;
let driver: OrderDriver;
/** What the carrier answers to a send and to a look-up, per order. */
const sends = new Map<string, () => Promise<SendOutcome>>();
const settled = new Map<string, SendOutcome>();
const cancels: string[] = [];

const placed = (orderNumber: string, revision = 1): SendOutcome => ({
  kind: 'placed',
  providerOrderId: `PO-${orderNumber}-${revision}`,
  acknowledgedAt: '2026-11-24T10:00:00.000Z',
});

beforeAll(async () => {
  bench = await createOrderBench(thisYear());
  house = await createSkippingHouse({
    project: (input) => bench.project(input),
    sendOrder: ({ orderNumber, revision }) =>
      sends.get(orderNumber)?.() ?? Promise.resolve(placed(orderNumber, revision)),
    settleSending: ({ orderNumber }) =>
      Promise.resolve(settled.get(orderNumber) ?? { kind: 'nothing' }),
    requestCancel: ({ orderNumber }) => {
      cancels.push(orderNumber);
      return Promise.resolve({ requestId: `C-${orderNumber}`, state: 'open' });
    },
  });
  driver = createOrderDriver(bench, house);
}, 60_000);
afterAll(async () => {
  await house.close();
  await bench.close();
});

let site = 0;
const SITES = [
  'TXH97',
  'TXH14',
  'TXH33',
  'TXH08',
  'TXD97',
  'TXD14',
  'CAL97',
  'CAL14',
  'CAL33',
  'CAL08',
];

/** A draft below every approval bound at a site of its own. */
async function smallDraft(): Promise<string> {
  const siteId = SITES[site] ?? '';
  site += 1;
  const fields = { ...UNDATED, siteId, monthlyCost: '50.00', installCost: '0.00' };
  return (await bench.draft(fields)).orderNumber;
}

test('goes from submit to enabled, with the carrier acknowledging at once', async () => {
  const order = await smallDraft();
  expect(await driver.act(order, 'submit', 'sam')).toMatchObject({
    outcome: 'done',
    answer: { stage: 'approved', sending: true },
  });
  await driver.reach(order, 'acknowledged');
  await driver.report(order, 'accepted');
  const date = await house.dayIn(40);
  await driver.report(order, 'focSet', { date });
  expect((await driver.reach(order, 'install_scheduled')).dates.focDate).toBe(date);
  await driver.report(order, 'dispatched');
  await driver.report(order, 'completed', { date });
  await driver.reach(order, 'testing');
  expect(await driver.act(order, 'accept', 'sam')).toMatchObject({ outcome: 'done' });
  expect(await driver.act(order, 'enable', 'sam')).toMatchObject({ answer: { stage: 'enabled' } });
});

test('counts a submit sent twice under one id once', async () => {
  const order = await smallDraft();
  const { intentId, seen } = await driver.intent(order, 'submit', 'sam');
  const [first, second] = await Promise.all([
    driver.update(order, 'submit', 'sam', intentId, seen),
    driver.update(order, 'submit', 'sam', intentId, seen),
  ]);
  expect(second).toEqual(first);
  expect((await driver.reach(order, 'acknowledged')).round).toBe(1);
});

test('counts one of two approvals of the same step that arrive within milliseconds', async () => {
  const fields = { ...UNDATED, siteId: 'ILC97', circuitPurpose: 'Backup' as const };
  const { orderNumber: order } = await bench.draft(fields);
  await driver.act(order, 'submit', 'sam');
  await house.pass(7 * DAY_MS);
  const [dana, alex] = await Promise.all([
    driver.intent(order, 'approve', 'dana'),
    driver.intent(order, 'approve', 'alex'),
  ]);
  const outcomes = await Promise.all([
    driver.update(order, 'approve', 'dana', dana.intentId, dana.seen),
    driver.update(order, 'approve', 'alex', alex.intentId, alex.seen),
  ]);
  expect(outcomes.map((outcome) => outcome.outcome).sort()).toEqual(['done', 'refused']);
  const { approval, stage } = await bench.read(order);
  expect(stage).toBe('pending_approval');
  expect(approval?.steps.map((step) => step.state)).toEqual(['done', 'current']);
  const kinds = (await bench.orders.readTimeline(order)).map((entry) => entry.kind);
  expect(kinds.filter((kind) => kind === 'approve')).toHaveLength(1);
});

test('takes a late event as late and never moves back', async () => {
  const order = await smallDraft();
  await driver.act(order, 'submit', 'sam');
  await driver.reach(order, 'acknowledged');
  await driver.report(order, 'dispatched');
  await driver.reach(order, 'installing');
  await driver.report(order, 'accepted');
  await driver.report(order, 'completed');
  await driver.reach(order, 'testing');
  const kinds = (await bench.orders.readTimeline(order)).map((entry) => entry.kind);
  expect(kinds).toContain('late_accepted');
});

test('takes the same event under the same key once', async () => {
  const order = await smallDraft();
  await driver.act(order, 'submit', 'sam');
  await driver.reach(order, 'acknowledged');
  for (let repeat = 0; repeat < 3; repeat += 1) {
    await driver.report(order, 'accepted', { key: `${order}/accepted` });
  }
  await driver.reach(order, 'confirmed');
  await house.pass(1_000);
  const kinds = (await bench.orders.readTimeline(order)).map((entry) => entry.kind);
  expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(1);
});

test('goes back to draft when the carrier refuses the form, and releases the budget', async () => {
  const order = await smallDraft();
  sends.set(order, () => Promise.resolve({ kind: 'refused' }));
  await driver.act(order, 'submit', 'sam');
  await house.pass(1_000);
  const back = await driver.reach(order, 'drafted');
  expect(back).toMatchObject({ sending: false, budget: null });
});

test('refuses recall while the order is being sent and withdraws it on cancel when none is found', async () => {
  const order = await smallDraft();
  sends.set(order, () => Promise.reject(new Error('the carrier does not answer')));
  await driver.act(order, 'submit', 'sam');
  expect(await driver.act(order, 'recall', 'sam')).toMatchObject({
    outcome: 'refused',
    code: 'ORDER_LOCKED_SENDING',
  });
  expect(await driver.act(order, 'cancel', 'sam', { reason: 'The store closes.' })).toMatchObject({
    answer: { stage: 'approved', cancelRequested: true },
  });
  await driver.reach(order, 'withdrawn');
});

test('asks the carrier to cancel what it has after all', async () => {
  const order = await smallDraft();
  sends.set(order, () => Promise.reject(new Error('the carrier does not answer')));
  settled.set(order, placed(order));
  await driver.act(order, 'submit', 'sam');
  await driver.act(order, 'cancel', 'sam', { reason: 'The store closes.' });
  await driver.reach(order, 'acknowledged');
  expect(cancels).not.toContain(order);
  await driver.report(order, 'accepted');
  await driver.reach(order, 'confirmed');
  await house.pass(1_000);
  expect(cancels).toEqual([order]);
  await driver.report(order, 'cancelled');
  await driver.reach(order, 'cancelled');
});

test('opens the next revision when a rejected order is revised', async () => {
  const order = await smallDraft();
  await driver.act(order, 'submit', 'sam');
  await driver.reach(order, 'acknowledged');
  await driver.report(order, 'rejected');
  await driver.reach(order, 'rejected_by_provider');
  expect(await driver.act(order, 'revise', 'sam')).toMatchObject({
    answer: { stage: 'drafted', revision: 2 },
  });
  expect(await driver.act(order, 'submit', 'sam')).toMatchObject({ outcome: 'done' });
  expect((await driver.reach(order, 'acknowledged')).revision).toBe(2);
});

test('ends a draft that is cancelled before it was ever submitted', async () => {
  const order = await smallDraft();
  expect(await driver.act(order, 'cancel', 'sam', { reason: 'Not needed.' })).toMatchObject({
    answer: { stage: 'withdrawn' },
  });
  expect(await driver.act(order, 'submit', 'sam')).toMatchObject({ outcome: 'refused' });
});
