import { randomUUID } from 'node:crypto';
import type { WorkflowAction } from '../../src/domain/order/actions';
import { nextApprovalDue } from '../../src/domain/order/reminders';
import { demoOrganisation } from '../../src/commands/demo-organisation';
import { many, sql } from '../../src/adapters/postgres/sql';
import { createOrderBench, oid, type OrderBench } from '../support/order-bench';
import { thisYear } from '../support/test-database';
import { createSkippingHouse, DAY_MS, type SkippingHouse } from '../support/time-skipping';

let bench: OrderBench;
let house: SkippingHouse;

beforeAll(async () => {
  bench = await createOrderBench(thisYear());
  house = await createSkippingHouse({
    project: (input) => bench.project(input),
    sendOrder: () =>
      Promise.resolve({ kind: 'placed', providerOrderId: 'PO-95', acknowledgedAt: null }),
  });
}, 60_000);
afterAll(async () => {
  await house.close();
  await bench.close();
});

async function act(orderNumber: string, action: WorkflowAction, by: string) {
  const order = await bench.read(orderNumber);
  const intentId = randomUUID();
  const step = order.approval?.steps.find((candidate) => candidate.state === 'current')?.step;
  const seen = {
    stage: order.stage,
    revision: order.revision,
    ...(step === undefined ? {} : { round: order.round, step }),
    termsHash: order.termsHash,
  };
  await bench.orders.recordIntent({
    id: intentId,
    dedupeKey: intentId,
    orderNumber,
    action,
    actor: oid(by),
    channel: 'web',
    seen,
    input: {},
    at: new Date(await house.nowMs()).toISOString(),
  });
  const request = { orderNumber, provider: 'comcast', action, intentId, actor: oid(by), seen };
  return house.runtime.act(request, 20_000);
}

test('waits 95 days for an approval, reminds and escalates on time, and goes on when decided', async () => {
  const { orderNumber } = await bench.draft();
  expect(await act(orderNumber, 'submit', 'sam')).toMatchObject({
    outcome: 'done',
    answer: { stage: 'pending_approval', step: 1 },
  });
  const submitted = await bench.read(orderNumber);
  const askedAt = submitted.approval?.steps[0]?.askedAt ?? '';

  await house.pass(95 * DAY_MS);

  const told = await many<{ kind: string; at: string }>(
    bench.worker,
    sql`SELECT e.kind, iso(e.at) AS at FROM order_events e JOIN orders o ON o.id = e.order_id
        WHERE o.order_number = ${orderNumber} AND e.kind IN ('remind', 'escalate') ORDER BY e.k`,
  );
  const { calendar } = demoOrganisation(thisYear());
  const zone = 'America/Chicago';
  let wait = { askedAt, remindersSent: 0, escalated: false, calendar, zone };
  const expected: { kind: string; at: string }[] = [];
  while (expected.length < told.length) {
    const due = nextApprovalDue(wait);
    const escalation = due.reason === 'escalation';
    expected.push({ kind: escalation ? 'escalate' : 'remind', at: due.at });
    wait = escalation
      ? { ...wait, escalated: true }
      : { ...wait, remindersSent: wait.remindersSent + 1 };
  }
  expect(told.map((row) => row.kind).slice(0, 4)).toEqual([
    'remind',
    'remind',
    'escalate',
    'remind',
  ]);
  expect(told.length).toBeGreaterThan(14);
  told.forEach((row, index) => {
    const late = Date.parse(row.at) - Date.parse(expected[index]?.at ?? '');
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5_000);
  });

  const waiting = await bench.read(orderNumber);
  expect(waiting.stage).toBe('pending_approval');
  expect(waiting.approval?.steps[0]?.persons.map((person) => person.key)).toEqual([
    'dana',
    'alex',
    'robin',
  ]);
  expect(await act(orderNumber, 'approve', 'alex')).toMatchObject({ outcome: 'done' });
  expect(await act(orderNumber, 'approve', 'lee')).toMatchObject({
    outcome: 'done',
    answer: { stage: 'approved', sending: true },
  });
  await house.pass(60_000);
  expect((await bench.read(orderNumber)).stage).toBe('submitted');
}, 60_000);
