import type { EventKind } from '../../src/domain/order/event-kinds';
import { createOrderBench, type OrderBench } from '../support/order-bench';
import { createOrderDriver, type OrderDriver } from '../support/order-driver';
import { createSkippingHouse, DAY_MS, type SkippingHouse } from '../support/time-skipping';

let bench: OrderBench;
let house: SkippingHouse;
let driver: OrderDriver;

beforeAll(async () => {
  bench = await createOrderBench();
  house = await createSkippingHouse({
    project: (input) => bench.project(input),
    sendOrder: () =>
      Promise.resolve({ kind: 'placed', providerOrderId: 'PO-ref', acknowledgedAt: null }),
  });
  driver = createOrderDriver(bench, house);
}, 60_000);
afterAll(async () => {
  await house.close();
  await bench.close();
});

/** Events one happening may cost, and how often the reference order has it. */
const BUDGET = [
  ['start and submit', 14, 1],
  ['reminder or escalation', 11, 4],
  ['decision', 13, 2],
  ['send', 14, 1],
  ['carrier event that moves the stage', 13, 5],
  ['carrier event that does not', 12, 10],
  ['human action that moves the stage', 12, 2],
  ['new run', 5, 2],
] as const;

// A date moves thrice, notes arrive, the site is surveyed: ten reports that leave the stage alone.
const REPORTS: [EventKind, string?][] = [
  ['acknowledged'],
  ['accepted'],
  ['noteAdded'],
  ['focSet', '2027-01-11'],
  ['noteAdded'],
  ['surveyed', '2026-12-14'],
  ['focRevised', '2027-01-18'],
  ['noteAdded'],
  ['focRevised', '2027-01-25'],
  ['loopDelivered', '2027-01-04'],
  ['noteAdded'],
  ['focRevised', '2027-02-01'],
  ['noteAdded'],
  ['dispatched'],
  ['completed', '2027-02-01'],
];

test('keeps the reference order within its budget of history events', async () => {
  const { orderNumber } = await bench.draft();
  await driver.act(orderNumber, 'submit', 'sam');
  await house.pass(8 * DAY_MS);
  await driver.act(orderNumber, 'approve', 'dana');
  await driver.act(orderNumber, 'approve', 'lee');
  await driver.reach(orderNumber, 'submitted');
  for (const [kind, date] of REPORTS) {
    await house.pass(5 * DAY_MS);
    await driver.report(orderNumber, kind, date === undefined ? {} : { date });
  }
  await driver.reach(orderNumber, 'testing');
  await driver.act(orderNumber, 'accept', 'sam');
  await driver.act(orderNumber, 'enable', 'sam');
  await house.pass(1_000);

  const timeline = (await bench.orders.readTimeline(orderNumber)).map((entry) => entry.kind);
  const asked = timeline.filter((kind) => kind === 'remind' || kind === 'escalate').length;
  expect(timeline.filter((kind) => kind === 'noteAdded')).toHaveLength(5);
  const histories = await driver.histories(orderNumber);
  const lengths = histories.map((history) => history.events?.length ?? 0);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const allowed = BUDGET.reduce(
    (sum, [what, each, times]) => sum + each * (what.startsWith('reminder') ? asked : times),
    0,
  );
  process.stdout.write(
    `reference order: ${total} events in runs of ${lengths.join(', ')}; ${asked} reminders; ${allowed} allowed\n`,
  );
  expect(histories).toHaveLength(3);
  expect(total).toBeLessThanOrEqual(allowed);
}, 60_000);
