import { aBuyer, aContact, anOrder, aProduct, type Buyer, type Wire } from './support/buyer';

let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer({ version: 'v5' });
});
afterEach(() => buyer.sim.close());

const codes = (rows: Wire[]) => rows.map((issue) => `${issue.code} ${issue.propertyPath}`);
const poq = (action: string) => ({
  instantSyncQualification: true,
  relatedContactInformation: [aContact('buyerContactInformation')],
  productOfferingQualificationItem: [{ id: '1', action, product: aProduct('v5') }],
});

describe('the older generation', () => {
  it('takes flat places and calendar units', async () => {
    const reply = await buyer.api('POST', '/productOrder', anOrder('CO-1', 'v5'));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject(anOrder('CO-1', 'v5'));
  });

  it('refuses the shape of the newer one', async () => {
    const order = anOrder('CO-1', 'v6');
    order.productOrderItem[0].billingAccount.name = 'Main';
    const place = '/productOrderItem/0/product/place/0';
    expect(codes((await buyer.api('POST', '/productOrder', order)).rows)).toEqual([
      `unexpectedProperty ${place}/place`,
      `missingProperty ${place}/@type`,
      'invalidValue /productOrderItem/0/requestedItemTerm/duration/units',
      'unexpectedProperty /productOrderItem/0/billingAccount/name',
    ]);
  });

  it('lives at v5 for cantata and v10 for sonata', async () => {
    const list = async (path: string) =>
      (await buyer.api('GET', `/mefApi/${path}/productOrder`)).status;
    expect(await list('sonata/productOrderingManagement/v10')).toBe(200);
    expect(await list('cantata/productOrderingManagement/v6')).toBe(404);
  });

  it('ends a qualification as done.ready or done.unableToProvide, and allows delete', async () => {
    const path = '/mefApi/cantata/productOfferingQualification/v1/productOfferingQualification';
    const ready = await buyer.api('POST', path, poq('add'));
    expect(ready.body).toMatchObject({
      state: 'done.ready',
      productOfferingQualificationItem: [
        { state: 'done.ready', serviceabilityConfidence: 'green' },
      ],
    });
    expect(ready.body.productOfferingQualificationItem[0]).not.toHaveProperty('deliveryType');
    expect((await buyer.api('POST', path, poq('delete'))).status).toBe(201);
    await buyer.control('PUT', '/scenario', { poq: [{ unable: true }] });
    expect((await buyer.api('POST', path, poq('add'))).body.state).toBe('done.unableToProvide');
  });

  it('names a recurring charge’s period by a word', async () => {
    await buyer.place(anOrder('CO-1', 'v5'));
    await buyer.act('CO-1', { do: 'accept' });
    await buyer.act('CO-1', { do: 'raiseCharge', priceType: 'recurring', amount: 10 });
    const { rows } = await buyer.api('GET', '/charge');
    expect(rows[0].chargeItem[0].recurringChargePeriod).toBe('month');
  });
});
