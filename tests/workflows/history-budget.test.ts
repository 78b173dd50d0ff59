import type { EventKind } from '../../src/domain/order/event-kinds';
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
  ['reminder, escalation or silence', 11, 6],
  ['decision', 13, 2],
  ['send', 14, 1],
  ['carrier event that moves the stage', 13, 5],
  ['carrier event that does not', 12, 10],
  // While people are asked, an act stops the approval's timer or starts it.
  ['human action while approving', 13, 4],
  ['human action', 12, 2],
  ['new run', 5, 2],
] as const;

/** Days after the one before, what is reported, and the day from now it names. */
type Report = readonly [wait: number, kind: EventKind, day?: number];

// A date moves thrice, notes arrive, the site is surveyed: ten reports that leave the stage alone.
const REPORTS: readonly Report[] = [
  [1, 'acknowledged'],
  [2, 'accepted'],
  [2, 'noteAdded'],
  [16, 'focSet', 40], // the carrier was silent: low
  [5, 'noteAdded'],
  [5, 'surveyed', 0],
  [5, 'focRevised', 30],
  [2, 'noteAdded'],
  [5, 'focRevised', 30],
  [5, 'loopDelivered', 0],
  [2, 'noteAdded'],
  [5, 'focRevised', 10],
  [2, 'noteAdded'],
  [14, 'dispatched'], // and after its date again: critical
  [1, 'completed', 0],
];

test('keeps the reference order within its budget of history events', async () => {
  const { orderNumber } = await bench.draft(UNDATED);
  // Four human actions before the approvals, two at the end.
  await driver.act(orderNumber, 'submit', 'sam');
  await driver.act(orderNumber, 'recall', 'sam');
  await driver.act(orderNumber, 'submit', 'sam');
  await driver.act(orderNumber, 'return', 'dana', { comment: 'Is 1G enough?' });
  await driver.act(orderNumber, 'submit', 'sam');
  // Four times asked on every calendar: the fifth comes eleven days after the first at the earliest.
  await house.pass(9 * DAY_MS);
  await driver.act(orderNumber, 'approve', 'dana');
  await driver.act(orderNumber, 'approve', 'lee');
  await driver.reach(orderNumber, 'submitted');
  for (const [wait, kind, day] of REPORTS) {
    await house.pass(wait * DAY_MS);
    const more = day === undefined ? {} : { date: await house.dayIn(day) };
    await driver.report(orderNumber, kind, more);
    await house.pass(1_000);
  }
  await driver.reach(orderNumber, 'testing');
  await driver.act(orderNumber, 'accept', 'sam');
  await driver.act(orderNumber, 'enable', 'sam');
  await house.pass(1_000);

  const kinds = (await bench.orders.readTimeline(orderNumber)).map((entry) => entry.kind);
  const count = (...wanted: string[]) => kinds.filter((kind) => wanted.includes(kind)).length;
  expect({ asked: count('remind', 'escalate'), silences: count('jeopardy') }).toEqual({
    asked: 4,
    silences: 2,
  });
  expect(count('noteAdded')).toBe(5);
  const histories = await driver.histories(orderNumber);
  const lengths = histories.map((history) => history.events?.length ?? 0);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const allowed = BUDGET.reduce((sum, [, each, times]) => sum + each * times, 0);
  process.stdout.write(
    `reference order: ${total} events in runs of ${lengths.join(', ')}; ${allowed} allowed\n`,
  );
  expect(histories).toHaveLength(3);
  expect(total).toBeLessThanOrEqual(allowed);
}, 60_000);
