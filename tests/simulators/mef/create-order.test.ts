import {
  aBuyer,
  aContact,
  anItem,
  anOrder,
  aProduct,
  drop,
  type Buyer,
  type Wire,
} from './support/buyer';

let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer();
});
afterEach(() => buyer.sim.close());

const post = (body: unknown) => buyer.api('POST', '/productOrder', body);
const withItem = (change: (item: Wire) => void): Wire => {
  const order = anOrder();
  change(order.productOrderItem[0]);
  return order;
};
const codes = (reply: { rows: Wire[] }) =>
  reply.rows.map((issue) => `${issue.code} ${issue.propertyPath}`);

describe('a new order', () => {
  it('is echoed with id, date, state and history', async () => {
    const reply = await post(anOrder());
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject(anOrder());
    expect(reply.body).toMatchObject({
      id: 'PO-000001',
      state: 'acknowledged',
      orderDate: '2026-09-01T08:00:00.000Z',
      stateChange: [{ state: 'acknowledged', changeDate: '2026-09-01T08:00:00.000Z' }],
      productOrderItem: [{ id: '1', state: 'acknowledged' }],
    });
    expect((await buyer.read('PO-000001')).id).toBe('PO-000001');
  });

  it('is made twice when posted twice, and the ledger names the duplicate', async () => {
    await post(anOrder('CO-1'));
    await post(anOrder(' co-1 '));
    const { body } = await buyer.control('GET', '/ledger');
    expect(body.summary.duplicates).toEqual({ 'co-1': ['PO-000001', 'PO-000002'] });
    expect(body.summary.liveDuplicates).toEqual(body.summary.duplicates);
  });

  const refusals: [string, () => object, string][] = [
    [
      'without buyerTechnicalContact',
      () => withItem((item) => item.relatedContactInformation.pop()),
      'missingProperty /productOrderItem/0/relatedContactInformation',
    ],
    [
      'without productOrderContact',
      () => ({ ...anOrder(), relatedContactInformation: [aContact('other')] }),
      'missingProperty /relatedContactInformation',
    ],
    [
      'with a contact that has no number',
      () =>
        withItem((item) => {
          drop(item.relatedContactInformation[1] ?? {}, 'number');
        }),
      'missingProperty /productOrderItem/0/relatedContactInformation/1/number',
    ],
    [
      'without items',
      () => ({ ...anOrder(), productOrderItem: [] }),
      'missingProperty /productOrderItem',
    ],
    [
      'without a requested date',
      () =>
        withItem((item) => {
          drop(item, 'requestedCompletionDate');
        }),
      'missingProperty /productOrderItem/0/requestedCompletionDate',
    ],
    [
      'with a day for a date-time',
      () => withItem((item) => (item.requestedCompletionDate = '2026-10-01')),
      'invalidFormat /productOrderItem/0/requestedCompletionDate',
    ],
    [
      'with a requested date in the past',
      () => withItem((item) => (item.requestedCompletionDate = '2026-08-31T23:59:59Z')),
      'invalidValue /productOrderItem/0/requestedCompletionDate',
    ],
    [
      'with an unknown action',
      () => withItem((item) => (item.action = 'grow')),
      'invalidValue /productOrderItem/0/action',
    ],
    [
      'without a billing account',
      () =>
        withItem((item) => {
          drop(item, 'billingAccount');
        }),
      'missingProperty /productOrderItem/0/billingAccount',
    ],
    [
      'without a term',
      () =>
        withItem((item) => {
          drop(item, 'requestedItemTerm');
        }),
      'missingProperty /productOrderItem/0/requestedItemTerm',
    ],
    [
      'with a rolling term that has no interval',
      () => withItem((item) => (item.requestedItemTerm.endOfTermAction = 'roll')),
      'missingProperty /productOrderItem/0/requestedItemTerm/rollInterval',
    ],
    [
      'with units of the older generation',
      () => withItem((item) => (item.requestedItemTerm.duration.units = 'calendarMonths')),
      'invalidValue /productOrderItem/0/requestedItemTerm/duration/units',
    ],
    [
      'with a product id on an add',
      () => withItem((item) => (item.product.id = 'PRD-1')),
      'unexpectedProperty /productOrderItem/0/product/id',
    ],
    [
      'without an offering',
      () =>
        withItem((item) => {
          drop(item.product, 'productOffering');
        }),
      'missingProperty /productOrderItem/0/product/productOffering',
    ],
    [
      'without the endpoint of its ipvc',
      () => withItem((item) => (item.product.productConfiguration.ipvc = {})),
      'missingProperty /productOrderItem/0/product/productConfiguration/ipvc/ipvcEndPoint',
    ],
    [
      'that sets what the seller sets',
      () => ({ ...anOrder(), state: 'completed' }),
      'unexpectedProperty /state',
    ],
    [
      'that changes a product nobody has',
      () =>
        withItem((item) => {
          item.action = 'modify';
          item.product.id = 'PRD-9';
        }),
      'referenceNotFound /productOrderItem/0/product/id',
    ],
    [
      'with two items of one id',
      () => ({ ...anOrder(), productOrderItem: [anItem(), anItem()] }),
      'invalidValue /productOrderItem/1/id',
    ],
  ];

  it.each(refusals)('is refused with 422 and its propertyPath %s', async (_name, body, issue) => {
    const reply = await post(body());
    expect(reply.status).toBe(422);
    expect(codes(reply)).toEqual([issue]);
    expect(reply.rows[0].reason).toEqual(expect.any(String));
  });

  it('may be wished for today, by the clock of the seller', async () => {
    const today = withItem((item) => (item.requestedCompletionDate = '2026-09-01T00:00:00Z'));
    expect((await post(today)).status).toBe(201);
    await buyer.control('POST', '/clock/advance', { ms: 16 * 3_600_000 });
    expect(codes(await post(today))).toEqual([
      'invalidValue /productOrderItem/0/requestedCompletionDate',
    ]);
  });

  it('names all its problems at once', async () => {
    const reply = await post({ productOrderItem: [{ id: '1', action: 'delete', product: {} }] });
    expect(codes(reply)).toEqual([
      'missingProperty /relatedContactInformation',
      'missingProperty /productOrderItem/0/requestedCompletionDate',
      'missingProperty /productOrderItem/0/relatedContactInformation',
      'missingProperty /productOrderItem/0/product/id',
    ]);
  });

  it.each([
    ['broken JSON', '{"externalId":'],
    ['a list', '[]'],
    ['no body', undefined],
  ])('is refused with 400 for %s', async (_name, body) => {
    const reply = await post(body);
    expect([reply.status, reply.body.code]).toEqual([400, 'invalidBody']);
  });

  it('keeps the quote’s term, and needs its references once the seller demands them', async () => {
    await buyer.control('PUT', '/scenario', {
      quotes: { 'Q-9': { amount: 24, units: 'months' } },
      conformance: { demandPoq: true, checkReferences: true },
    });
    const reply = await post(withItem((item) => (item.quoteItem = { id: '1', quoteId: 'Q-9' })));
    expect(codes(reply)).toEqual([
      'invalidValue /productOrderItem/0/requestedItemTerm/duration',
      'missingProperty /productOrderItem/0/productOfferingQualificationItem',
    ]);
    const poq = { id: '1', productOfferingQualificationId: 'POQ-7' };
    const other = withItem((item) => {
      Object.assign(item, { productOfferingQualificationItem: poq });
      Object.assign(item, { product: aProduct('v6', 'A-77') });
    });
    expect(codes(await post(other))).toEqual([
      'referenceNotFound /productOrderItem/0/product/place/0/place/id',
      'referenceNotFound /productOrderItem/0/productOfferingQualificationItem/productOfferingQualificationId',
    ]);
  });
});

describe('the path', () => {
  it('carries the version and the product; others are not found', async () => {
    const status = async (path: string) =>
      (await buyer.api('POST', `/mefApi/${path}/productOrder`, anOrder())).status;
    expect(await status('cantata/productOrderingManagement/v5')).toBe(404);
    expect(await status('elsewhere/productOrderingManagement/v6')).toBe(404);
    expect(await status('sonata/productOrderingManagement/v6')).toBe(404);
    expect(await status('sonata/productOrderingManagement/v11')).toBe(201);
  });

  it('leads to 404 for an order that is not there, 501 for what is not offered', async () => {
    const missing = await buyer.api('GET', '/productOrder/PO-9');
    expect([missing.status, missing.body.code]).toEqual([404, 'notFound']);
    await buyer.control('PUT', '/scenario', { notOffered: ['patchProductOrder'] });
    const patch = await buyer.api('PATCH', '/productOrder/PO-9', {});
    expect([patch.status, patch.body.code]).toEqual([501, 'notImplemented']);
  });
});
