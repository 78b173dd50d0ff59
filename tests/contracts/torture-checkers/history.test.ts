import { i08 } from '../../torture/checkers/i08-allowed-transitions';
import { i09 } from '../../torture/checkers/i09-audit-holds';
import { i10 } from '../../torture/checkers/i10-events-applied-once';
import { i11 } from '../../torture/checkers/i11-forged-refused';
import { i18 } from '../../torture/checkers/i18-recovers';
import { i19 } from '../../torture/checkers/i19-no-mishaps';
import { aReport, aSubmittedOrder, createPlantedHouse, type PlantedHouse } from './planted-house';

let house: PlantedHouse;
let orderNumber: string;

beforeEach(async () => {
  house = await createPlantedHouse();
  orderNumber = await aSubmittedOrder(house);
});
afterEach(() => house.close());

const rewrite = (from: string, to: string, k: number) =>
  house.plant(
    `UPDATE audit.event SET body = convert_to(replace(convert_from(body, 'UTF8'), $1, $2), 'UTF8')
     WHERE k = $3`,
    [from, to, k],
  );

test('I8 finds a step the table does not have', async () => {
  expect(await house.list(i08)).toEqual([]);
  await rewrite('"to":"submitted"', '"to":"testing"', 5);
  expect(await house.list(i08)).toEqual([
    `${orderNumber}, event 5: approved to testing is no transition`,
  ]);
});

test('I8 finds a number left out', async () => {
  await house.plant('DELETE FROM audit.event WHERE k = 3');
  expect(await house.list(i08)).toEqual([`${orderNumber}, event 4: number 3 is missing`]);
});

test('I9 finds a changed body', async () => {
  expect(await house.list(i09)).toEqual([]);
  await rewrite('"k":2', '"k": 2', 2);
  expect(await house.list(i09)).toEqual([
    `order:${orderNumber}, event 2: its hash does not fit its body`,
  ]);
});

test('I9 finds a stage nobody logged and a timeline that tells less', async () => {
  await house.plant(`UPDATE orders SET stage = 'testing', status = 'installation'`);
  await house.plant('DELETE FROM order_events WHERE k = 4');
  expect(await house.list(i09)).toEqual([
    `order:${orderNumber}, event 5: the order’s row says testing, its log submitted`,
    `order:${orderNumber}, event 4: is missing in the history`,
  ]);
});

test('I10 accepts a report that was applied once', async () => {
  await aReport(house, orderNumber, 'comcast/PO-1/surveyed/1');
  expect(await house.list(i10)).toEqual([]);
});

test('I10 knows a fact again that comes under another key', async () => {
  await aReport(house, orderNumber, 'comcast/PO-1/surveyed/1');
  await aReport(house, orderNumber, 'comcast/PO-1/surveyed/1/again');
  expect(await house.list(i10)).toEqual([
    `${orderNumber}: comcast/PO-1/surveyed/1 came again as comcast/PO-1/surveyed/1/again`,
  ]);
});

test('I10 finds a change applied twice and a late one that moved the order', async () => {
  await aReport(house, orderNumber, 'one');
  await house.plant(`UPDATE audit.event SET change_id = 'one' WHERE k = 5`);
  await rewrite('"code":"submitted"', '"code":"late_accepted"', 5);
  expect(await house.list(i10)).toEqual([
    `${orderNumber}, event 5: the late late_accepted moved it to submitted`,
    `${orderNumber}, event 6: one was applied again`,
  ]);
});

test('I10 finds a report that was taken in and forgotten', async () => {
  await aReport(house, orderNumber, 'one');
  await house.plant(`UPDATE inbox SET event_id = 'two', state = 'told'`);
  expect(await house.list(i10)).toEqual([
    `${orderNumber}: two was accepted, is told and stands in no log`,
  ]);
});

test('I11 finds what was forged in the inbox and among the wishes', async () => {
  await aReport(house, orderNumber, 'one');
  expect(await house.list(i11)).toEqual([]);
  house.evidence.client.forgedEventIds.push('one');
  house.evidence.client.wishes.push({
    ...{ orderNumber, action: 'approve', actor: 'lee' },
    ...{ effect: 'never', why: 'forged' },
  });
  expect(await house.list(i11)).toEqual([
    'the forged event one was stored',
    `a forged approve by lee on ${orderNumber} was obeyed`,
  ]);
});

test('I18 wants progress after a kill and rest at the end', async () => {
  const { run } = house.evidence;
  run.kills.push({
    role: 'worker',
    why: 'car.send',
    at: new Date(Date.now() - 5_000).toISOString(),
  });
  expect(await house.list(i18)).toEqual([]);
  run.kills.push({ role: 'relay', why: 'mail.send', at: '2030-01-01T00:00:00.000Z' });
  run.drainedMs = 61_000;
  expect(await house.list(i18)).toEqual(['relay (mail.send): never', 'it drained in 61000 ms']);
  run.kills = [
    { role: 'worker', why: 'car.send', at: new Date(Date.now() - 20_000).toISOString() },
  ];
  run.drainedMs = null;
  expect(await house.list(i18)).toEqual([
    expect.stringMatching(/^worker \(car\.send\): \d+ ms$/u),
    'it never came to rest',
  ]);
});

test('I19 lists whoever died unasked', async () => {
  expect(await house.list(i19)).toEqual([]);
  house.evidence.run.mishaps.push({ process: 'relay', what: 'ended with 1' });
  expect(await house.list(i19)).toEqual(['relay: ended with 1']);
});
