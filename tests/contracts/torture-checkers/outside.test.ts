import { FIELDS } from '../../support/order-bench';
import { i01 } from '../../torture/checkers/i01-acknowledged-orders-live';
import { i02 } from '../../torture/checkers/i02-one-carrier-order';
import { i03 } from '../../torture/checkers/i03-one-task';
import { i04 } from '../../torture/checkers/i04-task-shows-stage';
import { i14 } from '../../torture/checkers/i14-one-mail-each';
import { aSubmittedOrder, createPlantedHouse, type PlantedHouse } from './planted-house';

let house: PlantedHouse;
let orderNumber: string;

beforeEach(async () => {
  house = await createPlantedHouse();
  orderNumber = await aSubmittedOrder(house);
});
afterEach(() => house.close());

test('I1 misses an order a client was told of', async () => {
  expect(await house.list(i01)).toEqual([]);
  house.evidence.client.acknowledged.push('CO-2026-999999');
  expect(await house.list(i01)).toEqual(['CO-2026-999999 was acknowledged and is not there']);
});

test('I1 notices an open order without a story', async () => {
  house.evidence.workflowStatus = () => Promise.resolve(null);
  expect(await house.list(i01)).toEqual([
    `${orderNumber} is submitted, but its workflow is missing`,
  ]);
});

test('I2 counts the carrier’s orders under one key, whatever its case', async () => {
  expect(await house.list(i02)).toEqual([]);
  const { carrierOrders } = house.evidence.outside;
  carrierOrders.push({
    id: 'PO-2',
    externalId: ` ${orderNumber.toLowerCase()}`,
    state: 'rejected',
  });
  expect(await house.list(i02)).toEqual([]);
  carrierOrders.push({
    id: 'PO-3',
    externalId: ` ${orderNumber.toLowerCase()}`,
    state: 'inProgress',
  });
  expect(await house.list(i02)).toEqual([
    `${orderNumber.toLowerCase()} has 2 live carrier orders: PO-1, PO-3`,
  ]);
});

test('I2 notices an order the carrier has never heard of', async () => {
  house.evidence.outside.carrierOrders = [];
  expect(await house.list(i02)).toEqual([`${orderNumber} names PO-1, unknown to the carrier`]);
});

test('I3 finds a second task, a missing one and one too early', async () => {
  expect(await house.list(i03)).toEqual([]);
  const { tasks } = house.evidence.outside;
  const [first] = tasks;
  tasks.push({ ...first, sysId: 'other' } as (typeof tasks)[number]);
  expect(await house.list(i03)).toEqual([`${orderNumber} has 2 tasks`]);
  house.evidence.outside.tasks = [];
  expect(await house.list(i03)).toEqual([`${orderNumber} has no task`]);
  const draft = await house.bench.draft({ ...FIELDS, siteId: 'TXH14' });
  const early = { ...first, correlationId: `circuit-orders:${draft.orderNumber}` };
  house.evidence.outside.tasks = [first, early] as typeof tasks;
  expect(await house.list(i03)).toEqual([
    `${draft.orderNumber} has a task and was never submitted`,
  ]);
});

test('I3 gives a task time while the run goes on', async () => {
  house.evidence.outside.tasks = [];
  house.evidence.atRest = false;
  expect(await house.list(i03)).toEqual([]);
});

test('I4 compares what the task shows and counts its writes', async () => {
  expect(await house.list(i04)).toEqual([]);
  const [task] = house.evidence.outside.tasks;
  Object.assign(task ?? {}, { state: '3', modCount: 99 });
  expect(await house.list(i04)).toEqual([
    `${orderNumber} is submitted, its task shows state 3`,
    `${orderNumber} had 4 changes, its task 99 writes`,
  ]);
});

test('I14 finds a mail sent twice, one lost and one nobody asked for', async () => {
  const { rows } = await house.evidence.db.query<{ key: string; email: string }>(
    `UPDATE outbox SET state = 'done' WHERE true RETURNING key, '' AS email`,
    [],
  );
  const mails = rows.map(({ key }) => ({ key, to: 'somebody' }));
  house.evidence.outside.mails = mails;
  expect(mails.length).toBeGreaterThan(1);
  expect(await house.list(i14)).toEqual([]);
  const [lost, twice, ...others] = mails;
  const stray = { key: 'stray', to: 'somebody' };
  house.evidence.outside.mails = [twice, twice, ...others, stray] as typeof mails;
  expect(await house.list(i14)).toEqual(
    expect.arrayContaining([
      `${lost?.key ?? ''} is done and lies in no mailbox`,
      `${twice?.key ?? ''} was mailed 2 times`,
      'a mail stray was never asked for',
    ]),
  );
});

test('I14 finds a mail still waiting at rest', async () => {
  house.evidence.outside.mails = [];
  expect(await house.list(i14)).toEqual(
    expect.arrayContaining([expect.stringContaining('is still pending')]),
  );
});
