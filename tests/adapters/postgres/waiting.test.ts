import { createMirrorLedger } from '../../../src/adapters/postgres/mirror/create-mirror-ledger';
import { createOutboxes } from '../../../src/adapters/postgres/outboxes/create-outboxes';
import { AUDIT, createOrderBench, FIELDS, NOW, type OrderBench } from '../../support/order-bench';

let bench: OrderBench;

beforeAll(async () => {
  bench = await createOrderBench();
});
afterAll(() => bench.close());

const SMALL = { ...FIELDS, monthlyCost: '50.00', installCost: '0.00' };

async function submitted(siteId: string): Promise<string> {
  const { orderNumber } = await bench.draft({ ...SMALL, siteId });
  await bench.act(orderNumber, 'submit', 'sam');
  await bench.change(orderNumber, { kind: 'submitted', providerOrderId: `PO-${siteId}` });
  return orderNumber;
}

const waitingFor = async (orderNumber: string) =>
  (await bench.read(orderNumber)).waiting.map(({ on }) => on);

test('waits for nobody while everything is told at the first try', async () => {
  const orderNumber = await submitted('TXH97');
  expect(await waitingFor(orderNumber)).toEqual([]);
});

test('names ServiceNow from the first refused write until one is taken', async () => {
  const orderNumber = await submitted('TXH14');
  const ledger = createMirrorLedger(bench.worker, AUDIT);
  const intent = await ledger.nextIntent(orderNumber, NOW);
  await ledger.countTry(intent?.id ?? '', 'HTTP 503', NOW);
  expect(await bench.read(orderNumber)).toMatchObject({
    waiting: [{ on: 'servicenow', since: NOW }],
  });
  await ledger.finishIntent(intent?.id ?? '', NOW);
  expect(await waitingFor(orderNumber)).toEqual([]);
});

test('names the mail server while a mail is put off', async () => {
  const orderNumber = await submitted('TXH33');
  const outboxes = createOutboxes(bench.app);
  const mails = await outboxes.claimMails(100, NOW);
  for (const mail of mails) {
    const outcome = { state: 'later' as const, cause: 'timeout', notBefore: NOW };
    await outboxes.finishMail(mail.id, outcome, NOW);
  }
  expect(await waitingFor(orderNumber)).toEqual(['mail']);
  for (const mail of mails) await outboxes.finishMail(mail.id, { state: 'done' }, NOW);
  expect(await waitingFor(orderNumber)).toEqual([]);
});

test('names the workflow service while a wish is not answered', async () => {
  const { orderNumber, stage, revision } = await bench.draft({ ...SMALL, siteId: 'TXD97' });
  await bench.orders.recordIntent({
    ...{ id: '7d8c1c8e-6f0e-4f57-9d35-0d5a3e9b1c11', dedupeKey: 'waiting', orderNumber },
    ...{ action: 'submit', actor: (await bench.read(orderNumber)).requestedBy.oid },
    ...{ channel: 'api', seen: { stage, revision }, input: {}, at: NOW },
  });
  expect(await waitingFor(orderNumber)).toEqual(['story']);
});

test('names nobody for a person who has no chat yet', async () => {
  const orderNumber = await submitted('TXD14');
  const outboxes = createOutboxes(bench.app);
  for (const row of await outboxes.claimChat(100, NOW)) await outboxes.parkChat(row.id, NOW);
  expect(await waitingFor(orderNumber)).toEqual([]);
});
