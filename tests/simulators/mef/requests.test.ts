import { aBuyer, aContact, type Buyer } from './support/buyer';

let buyer: Buyer;
let id: string;
beforeEach(async () => {
  buyer = await aBuyer();
  id = (await buyer.place()).id;
});
afterEach(() => buyer.sim.close());

const DATE = '/modifyProductOrderItemRequestedDeliveryDate';
const postCancel = (more: Record<string, unknown> = {}) =>
  buyer.api('POST', '/cancelProductOrder', {
    productOrder: { productOrderId: id },
    relatedContactInformation: [aContact('cancelProductOrderContact')],
    cancellationReasonType: 'commercial',
    cancellationReason: 'The store stays closed.',
    ...more,
  });
const postDate = (more: Record<string, unknown>) =>
  buyer.api('POST', DATE, {
    productOrderItem: { productOrderId: id, productOrderItemId: '1' },
    ...more,
  });
const accept = async () => {
  await buyer.act(id, { do: 'accept' });
  await buyer.act(id, { do: 'setDate', date: '2026-10-05' });
};
const state = async () => (await buyer.read(id)).state;

describe('a cancel request', () => {
  it('is refused before the order is in progress', async () => {
    const reply = await postCancel();
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject([
      { code: 'otherIssue', propertyPath: '/productOrder/productOrderId' },
    ]);
  });

  it('is assessed, then ends order and items', async () => {
    await accept();
    const reply = await postCancel();
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ id: 'CXL-000001', state: 'acknowledged' });
    expect(await state()).toBe('assessingCancellation');
    await buyer.control('POST', '/clock/advance', { ms: 86_400_000 });
    expect((await buyer.api('GET', '/cancelProductOrder/CXL-000001')).body.state).toBe('done');
    expect(await buyer.read(id)).toMatchObject({
      state: 'cancelled',
      productOrderItem: [{ state: 'cancelled' }],
    });
  });

  it('goes back to progress when the seller refuses it', async () => {
    await accept();
    await postCancel();
    await buyer.act(id, { do: 'reject', reason: 'The crew is on site.' });
    const { body } = await buyer.api('GET', `/cancelProductOrder?productOrderId=${id}`);
    expect(body).toMatchObject([{ state: 'rejected' }]);
    expect(await state()).toBe('inProgress');
  });

  it.each([
    ['accepted', 'done', 'cancelled'],
    ['rejected', 'done.declined', 'inProgress'],
  ])('with a fee that is %s ends %s', async (word, task, order) => {
    await buyer.control('PUT', '/scenario', { requests: 'charge' });
    await accept();
    await postCancel();
    await buyer.control('POST', '/clock/advance', { ms: 86_400_000 });
    const open = await buyer.api('GET', '/cancelProductOrder/CXL-000001');
    expect(open.body).toMatchObject({
      state: 'inProgress.assessingCharge',
      charge: [{ id: 'CH-000001' }],
    });
    const fee = await buyer.api('GET', '/charge/CH-000001');
    expect(fee.body).toMatchObject({
      cancelProductOrder: { id: 'CXL-000001' },
      chargeItem: [{ priceCategory: 'cancellation', blocking: true }],
    });
    await buyer.api('PATCH', '/charge/CH-000001', {
      chargeItem: [{ id: '1', acceptanceIndicator: word }],
    });
    expect((await buyer.api('GET', '/cancelProductOrder/CXL-000001')).body.state).toBe(task);
    expect(await state()).toBe(order);
  });

  it('names the order as the schema does, and carries no note', async () => {
    await accept();
    const reply = await postCancel({ productOrder: { id }, note: [] });
    expect(reply.body).toMatchObject([
      { code: 'missingProperty', propertyPath: '/productOrder/productOrderId' },
      { code: 'unexpectedProperty', propertyPath: '/note' },
    ]);
  });
});

describe('a date request', () => {
  it('is granted with a new date and a note', async () => {
    await accept();
    const wish = { requestedCompletionDate: '2026-11-02T00:00:00Z' };
    const reply = await postDate(wish);
    expect(reply.body).toMatchObject({ id: 'DRQ-000001', state: 'acknowledged', ...wish });
    expect(await buyer.read(id)).toMatchObject({
      state: 'pending.assessingModification',
      productOrderItem: [{ state: 'pending' }],
    });
    await buyer.act(id, { do: 'accept' });
    expect((await buyer.api('GET', `${DATE}/DRQ-000001`)).body.state).toBe('done');
    expect(await buyer.read(id)).toMatchObject({
      state: 'inProgress',
      productOrderItem: [
        {
          state: 'inProgress',
          expectedCompletionDate: '2026-11-02T00:00:00Z',
          note: [{ source: 'seller' }],
        },
      ],
    });
  });

  it('keeps the old date when refused', async () => {
    await accept();
    await postDate({ requestedCompletionDate: '2026-11-02T00:00:00Z' });
    await buyer.act(id, { do: 'reject' });
    expect((await buyer.read(id)).productOrderItem[0]).toMatchObject({
      state: 'inProgress',
      expectedCompletionDate: '2026-10-05T00:00:00.000Z',
    });
  });

  it('marks the item expedited only when granted', async () => {
    await accept();
    await postDate({ expediteIndicator: true });
    expect((await buyer.read(id)).productOrderItem[0]).not.toHaveProperty(
      'expediteAcceptedIndicator',
    );
    await buyer.act(id, { do: 'step' });
    expect((await buyer.read(id)).productOrderItem[0].expediteAcceptedIndicator).toBe(true);
  });

  it('does not ask for a day that is gone', async () => {
    await accept();
    const { status, body } = await postDate({ requestedCompletionDate: '2026-08-31T00:00:00Z' });
    expect(status).toBe(422);
    expect(body).toMatchObject([
      { code: 'invalidValue', propertyPath: '/requestedCompletionDate' },
    ]);
  });

  it('asks for a date or an expedite', async () => {
    await accept();
    expect((await postDate({})).body).toMatchObject([
      { code: 'missingProperty', propertyPath: '/requestedCompletionDate' },
    ]);
  });
});
