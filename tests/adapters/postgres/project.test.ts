import { many, one, sql } from '../../../src/adapters/postgres/sql';
import {
  createOrderBench,
  FIELDS,
  NOW,
  recorded,
  type OrderBench,
} from '../../support/order-bench';

let bench: OrderBench;

beforeAll(async () => {
  bench = await createOrderBench();
});
afterAll(() => bench.close());

const site = (siteId: string) => ({ ...FIELDS, siteId });

test('takes an order from draft to enabled and commits its budget', async () => {
  const { orderNumber } = await bench.draft(site('TXH97'));
  expect(recorded(await bench.act(orderNumber, 'submit', 'sam'))).toMatchObject({
    stage: 'pending_approval',
    approval: { step: 1 },
    nextDue: { reason: 'reminder' },
  });
  expect(recorded(await bench.act(orderNumber, 'approve', 'dana')).approval?.step).toBe(2);
  expect(recorded(await bench.act(orderNumber, 'approve', 'lee'))).toMatchObject({
    stage: 'approved',
    sending: true,
  });
  const sent = { kind: 'submitted' as const, providerOrderId: 'PO-1' };
  expect(recorded(await bench.change(orderNumber, sent)).stage).toBe('submitted');
  const event = (
    kind: 'accepted' | 'focSet' | 'completed',
    to: 'confirmed' | 'install_scheduled' | 'testing',
    date?: string,
  ) =>
    bench.change(orderNumber, {
      kind: 'event',
      event: {
        key: `comcast/PO-1/${kind}`,
        kind,
        at: '2026-03-04T10:00:00.000Z',
        sequence: 1,
        ...(date === undefined ? {} : { date }),
      },
      to,
      late: false,
      cause: null,
    });
  expect(recorded(await event('accepted', 'confirmed')).stage).toBe('confirmed');
  expect(recorded(await event('focSet', 'install_scheduled', '2026-05-04')).focDate).toBe(
    '2026-05-04',
  );
  expect(recorded(await event('completed', 'testing', '2026-05-04')).stage).toBe('testing');
  expect(recorded(await bench.act(orderNumber, 'accept', 'sam')).stage).toBe('activated');
  expect(recorded(await bench.act(orderNumber, 'enable', 'sam')).stage).toBe('enabled');
  const order = await bench.read(orderNumber);
  expect(order.dates).toMatchObject({ focDate: '2026-05-04', workCompletedOn: '2026-05-04' });
  const { state } = await one<{ state: string }>(
    bench.worker,
    sql`SELECT r.state FROM reservations r JOIN orders o ON o.id = r.order_id
        WHERE o.order_number = ${orderNumber}`,
  );
  expect(state).toBe('committed');
  const mirror = await many<{ kind: string }>(
    bench.worker,
    sql`SELECT x.kind FROM sn_outbox x JOIN orders o ON o.id = x.order_id
        WHERE o.order_number = ${orderNumber} ORDER BY x.id`,
  );
  expect(mirror.map((row) => row.kind)).toEqual([
    'create',
    'note',
    'fields',
    'note',
    'fields',
    'note',
    'fields',
    'note',
    'note',
    'fields',
  ]);
});

test('answers the same change again with what it stored', async () => {
  const { orderNumber } = await bench.draft(site('TXH14'));
  const first = await bench.act(orderNumber, 'submit', 'sam');
  const { pv } = recorded(first);
  const repeat = await bench.project({
    orderNumber,
    pv,
    changeId: 'another',
    at: '2026-03-03T16:00:00.000Z',
    change: { kind: 'form_refused' },
  });
  expect(repeat.result).toBe('taken');
});

test('refuses approval by the person who asked', async () => {
  const { orderNumber } = await bench.draft(site('TXH33'), 'alex');
  recorded(await bench.act(orderNumber, 'submit', 'alex'));
  expect(await bench.act(orderNumber, 'approve', 'alex')).toMatchObject({
    result: 'refused',
    code: 'OWN_APPROVAL',
  });
});

test('refuses a second open order for the same site and purpose', async () => {
  const first = await bench.draft(site('TXD97'));
  const second = await bench.draft(site('TXD97'));
  recorded(await bench.act(first.orderNumber, 'submit', 'sam'));
  expect(await bench.act(second.orderNumber, 'submit', 'sam')).toMatchObject({
    result: 'refused',
    code: 'DUPLICATE_OPEN',
  });
});

test('returns the money when an order is recalled', async () => {
  const { orderNumber } = await bench.draft(site('CAL97'));
  const used = async () =>
    (
      await one<{ used: bigint }>(
        bench.worker,
        sql`SELECT used_minor AS used FROM budgets WHERE cost_centre = '4420' AND fiscal_year = 2026`,
      )
    ).used;
  const before = await used();
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  expect(await used()).toBeGreaterThan(before);
  expect(recorded(await bench.act(orderNumber, 'recall', 'sam')).stage).toBe('drafted');
  expect(await used()).toBe(before);
});

test('lets the owner ask again after the provider declined to cancel', async () => {
  const { orderNumber } = await bench.draft(site('CAL33'));
  const event = (kind: 'accepted' | 'cancelDeclined', sequence: number) =>
    bench.change(orderNumber, {
      kind: 'event',
      event: { key: `${orderNumber}/${kind}`, kind, at: NOW, sequence },
      to: kind === 'accepted' ? 'confirmed' : null,
      ...{ late: false, cause: null },
    });
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  recorded(await bench.act(orderNumber, 'approve', 'dana'));
  recorded(await bench.act(orderNumber, 'approve', 'lee'));
  recorded(await bench.change(orderNumber, { kind: 'submitted', providerOrderId: 'PO-33' }));
  recorded(await event('accepted', 1));
  const cancel = () => bench.act(orderNumber, 'cancel', 'sam', { reason: 'The store closes.' });
  recorded(await cancel());
  recorded(await bench.change(orderNumber, { kind: 'cancel_posted', requestId: 'CXL-1' }));
  const declined = recorded(await event('cancelDeclined', 2));
  expect(declined).toMatchObject({ cancelRequested: false, cancelPosted: false });
  expect(recorded(await cancel())).toMatchObject({ cancelRequested: true, cancelPosted: false });
});

test('denies the app login every write of a stage', async () => {
  const { orderNumber } = await bench.draft(site('CAL14'));
  await expect(
    bench.app.query(`UPDATE orders SET stage = 'approved' WHERE order_number = $1`, [orderNumber]),
  ).rejects.toThrow('permission denied');
});
