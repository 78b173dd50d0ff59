import { until } from '../../support/personas';
import { aBuyer, anOrder, talk, type Buyer } from './support/buyer';

let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer();
});
afterEach(() => buyer.sim.close());

const plan = (kind: string, more: Record<string, unknown> = {}) =>
  buyer.control('PUT', '/faults', [{ operation: 'createProductOrder', kind, times: 1, ...more }]);
const post = (key = 'CO-1') => buyer.api('POST', '/productOrder', anOrder(key));
const booked = async () => (await buyer.control('GET', '/orders')).rows.length;

describe('a fault', () => {
  it.each(['dropBefore', 'reset'])('%s hangs up with nothing booked', async (kind) => {
    await plan(kind);
    await expect(post()).rejects.toThrow();
    expect(await booked()).toBe(0);
    expect((await post()).status).toBe(201);
  });

  it('commitThenDrop books the order, loses the answer, and find shows it', async () => {
    await plan('commitThenDrop');
    await expect(post()).rejects.toThrow();
    const { body } = await buyer.api('GET', '/productOrder?externalId=CO-1');
    expect(body).toMatchObject([{ id: 'PO-000001', externalId: 'CO-1' }]);
    const { entries } = (await buyer.control('GET', '/ledger?kind=request')).body;
    expect(entries).toContainEqual(
      expect.objectContaining({
        operation: 'createProductOrder',
        key: 'CO-1',
        status: 0,
        fault: 'commitThenDrop',
      }),
    );
  });

  it('commitThenStall books the order and never answers', async () => {
    await plan('commitThenStall');
    const patience = new AbortController();
    const stalled = fetch(`${buyer.sim.url}${buyer.ordering}/productOrder`, {
      method: 'POST',
      headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(anOrder()),
      signal: patience.signal,
    });
    await until(booked, (orders) => orders === 1);
    patience.abort();
    await expect(stalled).rejects.toThrow();
  });

  it('commitThenBrokenJson and created201WithoutId answer 201 that is of no use', async () => {
    await plan('commitThenBrokenJson');
    const broken = await post();
    expect([broken.status, typeof broken.body]).toEqual([201, 'string']);
    await plan('created201WithoutId');
    const idless = await post();
    expect(idless.status).toBe(201);
    expect(idless.body).not.toHaveProperty('id');
    expect(await booked()).toBe(2);
  });

  it.each([
    ['status429', 429],
    ['status500', 500],
    ['status503', 503],
    ['redirect', 307],
  ])('%s answers %d before anything is booked', async (kind, status) => {
    await plan(kind, { with: { retryAfter: 7 } });
    const reply = await post();
    expect(reply.status).toBe(status);
    if (status !== 307) expect(reply.headers.get('retry-after')).toBe('7');
    expect(await booked()).toBe(0);
  });

  it('status401Once refuses one good token, once', async () => {
    await buyer.control('PUT', '/faults', [
      { operation: 'listProductOrder', kind: 'status401Once' },
    ]);
    expect((await buyer.api('GET', '/productOrder')).body.code).toBe('invalidCredentials');
    expect((await buyer.api('GET', '/productOrder')).status).toBe(200);
  });

  it('lookupLag hides an order for so many calls or so long', async () => {
    await post();
    const find = async () => (await buyer.api('GET', '/productOrder?externalId=CO-1')).rows.length;
    const lag = (facts: Record<string, unknown>) =>
      buyer.control('PUT', '/faults', [
        { operation: 'listProductOrder', kind: 'lookupLag', with: facts },
      ]);
    await lag({ calls: 2 });
    expect([await find(), await find(), await find()]).toEqual([0, 0, 1]);
    await lag({ ms: 5_000 });
    expect(await find()).toBe(0);
    await buyer.control('POST', '/clock/advance', { ms: 5_000 });
    expect(await find()).toBe(1);
  });

  it('hugeBody is larger than a careful client reads', async () => {
    await plan('hugeBody', { with: { bytes: 1_500_000 } });
    expect(JSON.stringify((await post()).body).length).toBeGreaterThan(1_500_000);
  });

  it('strikes the key and attempt it names, and no other', async () => {
    await plan('status503', { key: 'CO-2', attempt: 2 });
    const statuses = [];
    for (const key of ['CO-1', 'CO-1', 'CO-2', 'CO-2', 'CO-2']) {
      statuses.push((await post(key)).status);
    }
    expect(statuses).toEqual([201, 201, 201, 503, 201]);
  });

  it('strikes the token endpoint too', async () => {
    await buyer.control('PUT', '/faults', [{ operation: 'token', kind: 'status503', times: 1 }]);
    expect((await talk(buyer.sim.tokenUrl, 'POST', {}, {})).status).toBe(503);
  });
});
