import { aBuyer, type Buyer } from './support/buyer';

let buyer: Buyer;
let id: string;
beforeEach(async () => {
  buyer = await aBuyer();
  id = (await buyer.place()).id;
  await buyer.act(id, { do: 'accept' });
});
afterEach(() => buyer.sim.close());

const raise = (facts: Record<string, unknown> = {}) =>
  buyer.act(id, { do: 'raiseCharge', amount: 900, ...facts });
const charge = async () => (await buyer.api('GET', '/charge/CH-000001')).body;
const answer = (...words: string[]) =>
  buyer.api('PATCH', '/charge/CH-000001', {
    chargeItem: words.map((word, index) => ({ id: String(index + 1), acceptanceIndicator: word })),
  });

describe('a charge', () => {
  it('holds order and item until the buyer accepts', async () => {
    await raise({ priceCategory: 'construction' });
    expect(await buyer.read(id)).toMatchObject({
      state: 'held.assessingCharge',
      productOrderItem: [{ state: 'held', charge: [{ id: 'CH-000001' }] }],
    });
    expect(await charge()).toMatchObject({
      productOrderItem: { productOrderId: id, productOrderItemId: '1' },
      creationDate: '2026-09-01T08:00:00.000Z',
      responseDueDate: '2026-09-08T08:00:00.000Z',
      state: 'awaitingResponse',
      chargeItem: [
        {
          id: '1',
          activityType: 'new',
          priceType: 'nonRecurring',
          priceCategory: 'construction',
          blocking: true,
          price: { dutyFreeAmount: { unit: 'USD', value: 900 } },
          state: 'awaitingResponse',
        },
      ],
    });
    const reply = await answer('accepted');
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      state: 'completed',
      chargeItem: [{ state: 'acceptedByBuyer' }],
    });
    expect(await buyer.read(id)).toMatchObject({
      state: 'inProgress',
      productOrderItem: [{ state: 'inProgress' }],
    });
  });

  it('fails the item when a blocking line is declined', async () => {
    await raise();
    await answer('rejected');
    expect((await charge()).chargeItem[0].state).toBe('declinedByBuyer');
    expect((await buyer.read(id)).state).toBe('failed');
  });

  it('lets the item live when a line that does not block is declined', async () => {
    await raise({ blocking: false });
    await answer('rejected');
    expect((await buyer.read(id)).state).toBe('inProgress');
  });

  it('counts silence until the due date as a no', async () => {
    await raise({ responseDueDate: '2026-09-03T00:00:00.000Z' });
    await buyer.control('POST', '/clock/advance', { ms: 3 * 86_400_000 });
    expect(await charge()).toMatchObject({
      state: 'timeout',
      chargeItem: [{ state: 'declinedByBuyer' }],
    });
    expect((await buyer.read(id)).state).toBe('failed');
    expect((await answer('accepted')).status).toBe(409);
  });

  it('may be withdrawn, after which an answer is a lost race', async () => {
    await raise();
    await buyer.act(id, { do: 'withdrawCharge' });
    expect(await charge()).toMatchObject({
      state: 'withdrawnBySeller',
      chargeItem: [{ state: 'withdrawnBySeller' }],
    });
    const reply = await answer('accepted');
    expect([reply.status, reply.body.code]).toEqual([409, 'conflict']);
  });

  it('is the only one open for its order or item', async () => {
    await raise();
    expect((await raise()).status).toBe(409);
    expect((await raise({ level: 'order' })).status).toBe(409);
  });

  it('wants one answer for all its lines', async () => {
    await raise({ chargeItem: [{ amount: 1 }, { amount: 2 }] });
    const reply = await answer('accepted');
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject([{ code: 'missingProperty', propertyPath: '/chargeItem' }]);
    expect((await answer('accepted', 'maybe')).rows[0]).toMatchObject({
      code: 'invalidValue',
      propertyPath: '/chargeItem/1/acceptanceIndicator',
    });
    expect((await answer('accepted', 'accepted')).status).toBe(200);
  });

  it('is listed by order, state and creation', async () => {
    await raise({ level: 'order' });
    const count = async (query: string) => (await buyer.api('GET', `/charge?${query}`)).rows.length;
    expect(await count(`productOrderId=${id}&state=awaitingResponse`)).toBe(1);
    expect(await count('state=completed')).toBe(0);
    expect(await count('creationDate.gt=2026-09-01T07:00:00Z')).toBe(1);
    expect(await count('creationDate.gt=2026-09-01T09:00:00Z')).toBe(0);
    expect((await charge()).productOrder).toEqual({ productOrderId: id });
  });
});
