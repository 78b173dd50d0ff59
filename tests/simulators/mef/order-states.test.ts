import { aBuyer, anItem, anOrder, type Buyer, type Wire } from './support/buyer';

let buyer: Buyer;
let id: string;
beforeEach(async () => {
  buyer = await aBuyer();
  id = (await buyer.place()).id;
});
afterEach(() => buyer.sim.close());

const act = (wish: Record<string, unknown>) => buyer.act('CO-2026-000123', wish);
const states = (order: Wire) => order.stateChange.map((change) => change.state);

describe('an order', () => {
  it('goes from acknowledged to completed with its whole history', async () => {
    await act({ do: 'accept' });
    await act({ do: 'setDate', date: '2026-10-05' });
    await act({ do: 'milestone', name: 'SITE_SURVEY_DONE' });
    await act({ do: 'complete' });
    const order = await buyer.read(id);
    expect(states(order)).toEqual(['acknowledged', 'inProgress', 'completed']);
    expect(order).toMatchObject({
      state: 'completed',
      completionDate: '2026-09-01T08:00:00.000Z',
      productOrderItem: [
        {
          state: 'completed',
          expectedCompletionDate: '2026-10-05T00:00:00.000Z',
          milestone: [{ name: 'SITE_SURVEY_DONE', date: '2026-09-01T08:00:00.000Z' }],
        },
      ],
    });
  });

  it('shows the installed product after completion only', async () => {
    const inventory = `/mefApi/cantata/productInventory/v2/product?productOrderId=${id}`;
    expect((await buyer.api('GET', inventory)).body).toEqual([]);
    await act({ do: 'accept' });
    await act({ do: 'complete' });
    const { body } = await buyer.api('GET', inventory);
    expect(body).toMatchObject([
      {
        ...anItem().product,
        id: 'PRD-000001',
        status: 'active',
        productTerm: [anItem().requestedItemTerm],
        productOrderItem: [{ productOrderId: id, productOrderItemId: '1' }],
      },
    ]);
  });

  it('moves its date only with a note that says why', async () => {
    await act({ do: 'accept' });
    await act({ do: 'setDate', date: '2026-10-05' });
    expect((await act({ do: 'setDate', date: '2026-10-12' })).status).toBe(422);
    await act({ do: 'slip', days: 5, note: 'The permit is late.' });
    expect((await buyer.read(id)).productOrderItem[0]).toMatchObject({
      expectedCompletionDate: '2026-10-12T00:00:00.000Z',
      note: [{ source: 'seller', text: 'The permit is late.' }],
    });
  });

  it('is rejected once, with the culprit named and the others spared', async () => {
    const two = { ...anOrder('CO-2'), productOrderItem: [anItem(), anItem('v6', '2')] };
    const second = await buyer.place(two);
    await buyer.act('CO-2', { do: 'reject', itemId: '2', code: 'invalidValue', value: 'x' });
    const order = await buyer.read(second.id);
    expect(order.state).toBe('rejected');
    expect(order.productOrderItem).toMatchObject([
      { state: 'rejected.validated' },
      {
        state: 'rejected',
        terminationError: [
          { code: 'invalidValue', propertyPath: '/productOrderItem/1', value: 'x' },
        ],
      },
    ]);
    expect((await buyer.act('CO-2', { do: 'accept' })).status).toBe(409);
  });

  it('has no expected date once it failed or was cancelled', async () => {
    const other = await buyer.place(anOrder('CO-2'));
    for (const key of [id, other.id]) {
      await buyer.act(key, { do: 'accept' });
      await buyer.act(key, { do: 'setDate', date: '2026-10-05' });
    }
    await buyer.act(id, { do: 'fail', reason: 'No duct.' });
    await buyer.act('CO-2', { do: 'cancel' });
    const failed = await buyer.read(id);
    const cancelled = await buyer.read(other.id);
    expect(failed.state).toBe('failed');
    expect(states(cancelled).slice(2)).toEqual(['pendingCancellation', 'cancelled']);
    expect(cancelled.cancellationDate).toBeDefined();
    for (const order of [failed, cancelled]) {
      expect(order.productOrderItem[0]).not.toHaveProperty('expectedCompletionDate');
    }
  });

  it('ends partial when one item is done and one is not', async () => {
    const two = { ...anOrder('CO-2'), productOrderItem: [anItem(), anItem('v6', '2')] };
    await buyer.place(two);
    await buyer.act('CO-2', { do: 'accept' });
    await buyer.act('CO-2', { do: 'complete', itemId: '1' });
    const { body } = await buyer.act('CO-2', { do: 'fail', itemId: '2' });
    expect(body.state).toBe('partial');
  });

  it('refuses acts its state does not allow', async () => {
    for (const wish of ['complete', 'fail', 'partial', 'cancel']) {
      expect((await act({ do: wish })).status).toBe(409);
    }
    expect((await act({ do: 'dance' })).status).toBe(422);
    expect((await buyer.act('CO-77', { do: 'accept' })).status).toBe(404);
  });
});

describe('a later order for an installed product', () => {
  it('changes it or takes it away', async () => {
    await act({ do: 'accept' });
    await act({ do: 'complete' });
    const inventory = '/mefApi/cantata/productInventory/v2/product/PRD-000001';
    const modify = anItem();
    modify.action = 'modify';
    modify.product.id = 'PRD-000001';
    modify.product.productConfiguration.ipUni.egressBandwidthProfileEnvelope[0].maxIr.irValue = 500;
    await buyer.place({ ...anOrder('CO-2'), productOrderItem: [modify] });
    await buyer.act('CO-2', { do: 'accept' });
    await buyer.act('CO-2', { do: 'complete' });
    expect((await buyer.api('GET', inventory)).body.productConfiguration).toEqual(
      modify.product.productConfiguration,
    );
    const { relatedContactInformation, requestedCompletionDate } = anItem();
    const gone = {
      id: '1',
      action: 'delete',
      requestedCompletionDate,
      relatedContactInformation,
      product: { id: 'PRD-000001' },
    };
    await buyer.place({ ...anOrder('CO-3'), productOrderItem: [gone] });
    await buyer.act('CO-3', { do: 'accept' });
    await buyer.act('CO-3', { do: 'complete' });
    expect((await buyer.api('GET', inventory)).body.status).toBe('terminated');
  });
});

describe('PATCH productOrder', () => {
  it('changes contacts, names and ids, and adds notes', async () => {
    const reply = await buyer.api('PATCH', `/productOrder/${id}`, {
      projectId: 'WAVE-2',
      note: [{ author: 'Sam', text: 'Ring twice.' }],
      productOrderItem: [{ id: '1', endCustomerName: 'Store 97', relatedBuyerPON: 'PON-2' }],
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      projectId: 'WAVE-2',
      note: [{ author: 'Sam', source: 'buyer', text: 'Ring twice.' }],
      productOrderItem: [{ endCustomerName: 'Store 97', relatedBuyerPON: 'PON-2' }],
    });
  });

  it('never touches the product, nor an order that has ended', async () => {
    const body = { productOrderItem: [{ id: '1', product: {} }] };
    const reply = await buyer.api('PATCH', `/productOrder/${id}`, body);
    expect(reply.status).toBe(422);
    expect(reply.rows[0]).toMatchObject({
      code: 'unexpectedProperty',
      propertyPath: '/productOrderItem/0/product',
    });
    await act({ do: 'reject' });
    expect((await buyer.api('PATCH', `/productOrder/${id}`, {})).status).toBe(409);
  });
});
