import { FIELDS } from '../../support/order-bench';
import { i05 } from '../../torture/checkers/i05-entitled-decisions';
import { i06 } from '../../torture/checkers/i06-approved-before-sent';
import { i07 } from '../../torture/checkers/i07-money-adds-up';
import { i15 } from '../../torture/checkers/i15-one-effect-per-click';
import { aSubmittedOrder, createPlantedHouse, type PlantedHouse } from './planted-house';

let house: PlantedHouse;
let orderNumber: string;

beforeEach(async () => {
  house = await createPlantedHouse();
  orderNumber = await aSubmittedOrder(house);
});
afterEach(() => house.close());

test('I5 knows who may not decide: the requester, somebody not asked', async () => {
  expect(await house.list(i05)).toEqual([]);
  await house.plant(
    `UPDATE approval_decisions SET person_id = (SELECT id FROM people WHERE key = 'sam')
     WHERE step = 2`,
  );
  expect(await house.list(i05)).toEqual([
    `${orderNumber}, step 2: sam decides on their own order`,
    `${orderNumber}, step 2: sam had no role or limit for it`,
    `${orderNumber}, step 2: sam was not asked`,
  ]);
});

test('I5 judges limits as they were when it was decided', async () => {
  await house.plant(
    `UPDATE role_grants SET limit_minor = 100
     WHERE person_id = (SELECT id FROM people WHERE key = 'dana')`,
  );
  expect(await house.list(i05)).toEqual([
    `${orderNumber}, step 1: dana had no role or limit for it`,
  ]);
});

test('I5 finds a decision on other terms and one the log does not know', async () => {
  await house.plant(`UPDATE approval_decisions SET terms_hash = 'other' WHERE step = 1`);
  await house.plant(`UPDATE audit.event SET change_id = 'gone' WHERE change_id =
    (SELECT intent_id::text FROM approval_decisions WHERE step = 2)`);
  expect(await house.list(i05)).toEqual([
    `${orderNumber}, step 1: dana decided on other terms`,
    `${orderNumber}, step 2: lee decided without an audit event`,
  ]);
});

test('I6 counts the approvals between the last submit and the sending', async () => {
  expect(await house.list(i06)).toEqual([]);
  await house.plant(
    `UPDATE audit.event SET body = convert_to(replace(convert_from(body, 'UTF8'),
       '"code":"approve"', '"code":"comment"'), 'UTF8') WHERE k = 3`,
  );
  expect(await house.list(i06)).toEqual([`${orderNumber} was sent with 1 of 2 approvals`]);
});

test('I6 notices a try and a carrier order that came before any approval', async () => {
  await house.plant(`UPDATE provider_attempts SET created_at = '2026-03-03T15:00:00Z'`);
  const draft = await house.bench.draft({ ...FIELDS, siteId: 'TXH14' });
  const early = { id: 'PO-9', externalId: draft.orderNumber, state: 'acknowledged' };
  house.evidence.outside.carrierOrders.push(early);
  expect(await house.list(i06)).toEqual([
    `the carrier has PO-9 for ${draft.orderNumber}, which was never approved`,
    `${orderNumber} was tried at 2026-03-03T15:00:00.000Z, before its approval`,
  ]);
});

test('I7 adds up what is reserved', async () => {
  expect(await house.list(i07)).toEqual([]);
  await house.plant(`UPDATE reservations SET state = 'released'`);
  expect(await house.list(i07)).toEqual([expect.stringMatching(/used \d+, reserved 0,/u)]);
});

test('I7 finds an overdrawn budget now and in what was sampled', async () => {
  await house.plant(`UPDATE budgets SET used_minor = used_minor + 99000000`);
  await house.plant(`UPDATE reservations SET amount_minor = amount_minor + 99000000`);
  const found = await house.list(i07);
  expect(found.length).toBeGreaterThan(0);
  const [budget] = found;
  expect(budget).toContain('used');
  house.evidence.run.budgetSamples.push({
    ...{ at: 'noon', costCentre: '4410', fiscalYear: 2026 },
    ...{ used: 3n, reserved: 3n, allocated: 2n },
  });
  expect(await house.list(i07)).toContain('4410/2026 at noon: used 3, reserved 3, allocated 2');
});

test('I15 compares effects with wishes', async () => {
  expect(await house.list(i15)).toEqual([]);
  const { wishes } = house.evidence.client;
  const approval = wishes.find((wish) => wish.actor === 'dana');
  if (approval) approval.effect = 'never';
  expect(await house.list(i15)).toEqual([
    `${orderNumber}: approve by dana took effect 1 times for 0`,
  ]);
});

test('I15 finds an intent whose effect is not in the log', async () => {
  await house.plant(`UPDATE audit.event SET change_id = 'gone' WHERE k = 2`);
  expect(await house.list(i15)).toEqual([
    expect.stringMatching(/^CO-.*: the accepted intent .* stands 0 times in the log$/u),
  ]);
});
