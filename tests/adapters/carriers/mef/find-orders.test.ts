import { anOrderForm, startScriptedCarrier, type ScriptedCarrier } from './scripted-carrier';

let carrier: ScriptedCarrier;
beforeEach(async () => {
  carrier = await startScriptedCarrier();
});
afterEach(() => carrier.close());

const form = anOrderForm();
const row = (id: string, more: object = {}) => ({
  ...{ id, externalId: 'CO-2026-000123', state: 'acknowledged', orderDate: '2026-09-01T10:00:00Z' },
  ...more,
});
const item = (more: object = {}) => ({
  id: '1',
  requestedItemTerm: { duration: { amount: 36, units: 'months' } },
  product: {
    productOffering: { id: 'dia' },
    place: [{ role: 'INSTALL_LOCATION', place: { '@type': 'GeographicAddressRef', id: 'A-77' } }],
  },
  ...more,
});

function listing(...rows: { id: string }[]) {
  carrier.on('GET /productOrder', { json: rows });
  for (const entry of rows) {
    carrier.on(`GET /productOrder/${entry.id}`, {
      json: { productOrderItem: [item()], ...entry },
    });
  }
}

test('asks for our key and finds none in an empty list', async () => {
  listing();
  expect(await carrier.provider().find('CO-2026-000123', form)).toEqual([]);
  expect(carrier.calls[0]?.query.get('externalId')).toBe('CO-2026-000123');
  expect(carrier.calls[0]?.query.get('buyerId')).toBe('CIRCUIT-ORDERS');
});

test('compares keys trimmed and case-blind, and only whole ones', async () => {
  listing(
    row('PO-1', { externalId: ' co-2026-000123 ' }),
    row('PO-2', { externalId: 'CO-2026-000123-R2' }),
    row('PO-3', { externalId: null }),
  );
  const found = await carrier.provider().find('CO-2026-000123', form);
  expect(found.map(({ providerOrderId }) => providerOrderId)).toEqual(['PO-1']);
});

test('reads an order whose row does not say under which key it is', async () => {
  const { externalId, ...nameless } = row('PO-1');
  const others = [row('PO-2', { externalId: null }), row('PO-3', { externalId: null })];
  carrier.on('GET /productOrder', { json: [nameless, ...others] });
  const full = { ...nameless, productOrderItem: [item()] };
  carrier.on('GET /productOrder/PO-1', { json: { ...full, externalId } });
  carrier.on('GET /productOrder/PO-2', { json: { ...full, id: 'PO-2' } });
  const foreign = { ...full, id: 'PO-3', externalId: 'CO-2026-000999' };
  carrier.on('GET /productOrder/PO-3', { json: foreign });
  const found = await carrier.provider().find('CO-2026-000123', form);
  expect(found).toMatchObject([{ providerOrderId: 'PO-1', externalId: 'CO-2026-000123' }]);
  expect(found[0]?.matches(form)).toBe(true);
});

test('puts the oldest first', async () => {
  listing(
    row('PO-3', { orderDate: null }),
    row('PO-10', { orderDate: '2026-09-01T10:00:00Z' }),
    row('PO-9', { orderDate: '2026-09-01T10:00:00Z' }),
    row('PO-2', { orderDate: '2026-08-01T10:00:00Z' }),
  );
  const found = await carrier.provider().find('CO-2026-000123', form);
  expect(found.map(({ providerOrderId }) => providerOrderId)).toEqual([
    'PO-2',
    'PO-9',
    'PO-10',
    'PO-3',
  ]);
});

test.each([
  ['acknowledged', true, true],
  ['completed', true, true],
  ['quantum', true, false],
  ['rejected', false, false],
  ['rejected.unassessed', false, false],
  ['cancelled', false, false],
])('an order %s is live: %s, acknowledged: %s', async (state, live, acknowledged) => {
  listing(row('PO-1', { state }));
  const [found] = await carrier.provider().find('CO-2026-000123', form);
  expect(found).toMatchObject({ live, acknowledged });
});

describe('matches', () => {
  const matched = async (entry: object, asked = form, passForm = true) => {
    listing(row('PO-1', entry));
    const provider = carrier.provider();
    const [found] = await provider.find('CO-2026-000123', passForm ? asked : undefined);
    return found?.matches(asked);
  };
  const offering = (id: string) =>
    item({ product: { ...item().product, productOffering: { id } } });
  const term = (amount: number, units: string) =>
    item({ requestedItemTerm: { duration: { amount, units } } });
  const place = (entry: object) => item({ product: { ...item().product, place: [entry] } });

  test.each([
    ['the same', item(), true],
    ['the term in years', term(3, 'years'), true],
    ['the term in the older unit', term(36, 'calendarMonths'), true],
    ['the place in the older shape', place({ id: 'A-77' }), true],
    ['another term', term(24, 'months'), false],
    ['a term in business days', term(36, 'businessDays'), false],
    ['another offering', offering('voice'), false],
    ['another place', place({ place: { id: 'A-78' } }), false],
    ['no product', item({ product: null }), false],
  ])('%s', async (_what, entry, expected) => {
    expect(await matched({ productOrderItem: [entry] })).toBe(expected);
  });

  test('not an order with a second item', async () => {
    expect(await matched({ productOrderItem: [item(), item()] })).toBe(false);
  });

  test('not a place nobody has looked up', async () => {
    expect(await matched({}, form, false)).toBe(false);
  });
});

describe('paging', () => {
  const page = (headers: Record<string, string>, ...ids: string[]) => ({
    headers,
    json: ids.map((id) => row(id, { state: 'cancelled' })),
  });

  test('goes on to the total, counting a row that moved pages once', async () => {
    const total = { 'x-total-count': '4' };
    carrier.on('GET /productOrder', page(total, 'A', 'B'), page(total, 'B', 'C'));
    expect(await carrier.provider().find('CO-2026-000123')).toHaveLength(3);
    expect(carrier.calls.map(({ query }) => query.get('offset'))).toEqual(['0', '2']);
  });

  test('goes on after a throttled page when there is no total', async () => {
    const throttled = { 'x-pagination-throttled': 'true' };
    carrier.on('GET /productOrder', page(throttled, 'A'), page({}, 'B'));
    expect(await carrier.provider().find('CO-2026-000123')).toHaveLength(2);
  });

  test('ends at an empty page whatever the total says', async () => {
    carrier.on('GET /productOrder', page({ 'x-total-count': '9' }, 'A'), page({}));
    expect(await carrier.provider().find('CO-2026-000123')).toHaveLength(1);
  });
});

test('lists the open orders of every open state once', async () => {
  carrier.on('GET /productOrder', (call, response) => {
    const state = call.query.get('state') ?? '';
    response.end(JSON.stringify([row(`PO-${state}`, { state }), row('PO-moving', { state })]));
  });
  const open = await carrier.provider().listOpen();
  expect(open.map(({ state }) => state)).toEqual([
    'acknowledged',
    'pendingCancellation',
    'inProgress',
    'held.assessingCharge',
    'pending.assessingModification',
    'assessingCancellation',
    'pendingCancellation',
  ]);
});

describe('trouble is worth another try', () => {
  test.each([
    ['broken JSON', { text: '[{' }],
    ['a retyped field', { json: [row('PO-1', { state: 5 })] }],
    ['an object for a list', { json: { rows: [] } }],
    ['a 500', { status: 500 }],
    ['a 409', { status: 409 }],
    ['a redirect', { status: 302, headers: { location: '/login' } }],
    ['10 MB', { text: JSON.stringify('x'.repeat(10_000_000)) }],
  ])('after %s', async (_what, answer) => {
    carrier.on('GET /productOrder', answer);
    await expect(carrier.provider().find('CO-2026-000123')).rejects.toMatchObject({
      trouble: 'retryable',
    });
  });

  test('after a reset', async () => {
    carrier.on('GET /productOrder', (_call, response) => response.destroy());
    await expect(carrier.provider().listOpen()).rejects.toMatchObject({ trouble: 'retryable' });
  });

  test('when an order is not to be found yet', async () => {
    await expect(carrier.provider().read('PO-1')).rejects.toMatchObject({ trouble: 'retryable' });
  });

  test('after the time a busy carrier names', async () => {
    carrier.on('GET /productOrder', { status: 429, headers: { 'retry-after': '60' } });
    await expect(carrier.provider().listOpen()).rejects.toMatchObject({
      trouble: 'retryable',
      retryAfterMs: 60_000,
    });
  });
});
