import { aBuyer, anOrder, type Buyer } from './support/buyer';

let buyer: Buyer;
beforeAll(async () => {
  buyer = await aBuyer();
  for (const key of ['CO-1', 'CO-2', 'CO-3']) {
    await buyer.place(anOrder(key));
    await buyer.control('POST', '/clock/advance', { ms: 3_600_000 });
  }
  await buyer.act('CO-2', { do: 'accept' });
  await buyer.act('CO-2', { do: 'setDate', date: '2026-10-05' });
  await buyer.act('CO-3', { do: 'reject', reason: 'No such street.' });
});
afterAll(() => buyer.sim.close());

const keys = async (query: string) => {
  const { rows } = await buyer.api('GET', `/productOrder?${query}`);
  return rows.map((row) => row.externalId);
};

describe('the list of orders', () => {
  it.each([
    ['externalId=CO-2', ['CO-2']],
    ['externalId=CO-20', []],
    ['projectId=WAVE-1', ['CO-1', 'CO-2', 'CO-3']],
    ['projectId=WAVE-2', []],
    ['state=rejected', ['CO-3']],
    ['state=acknowledged,inProgress', ['CO-1', 'CO-2']],
    ['state=acknowledged&state=rejected', ['CO-1', 'CO-3']],
    ['orderDate.gt=2026-09-01T09:00:00Z', ['CO-2', 'CO-3']],
    ['orderDate.gt=2026-09-01T08:30:00Z&orderDate.lt=2026-09-01T09:30:00Z', ['CO-2']],
    ['itemExpectedCompletionDate.lt=2026-10-06T00:00:00Z', ['CO-2']],
    ['itemRequestedCompletionDate.gt=2026-10-02T00:00:00Z', []],
    ['completionDate.gt=2020-01-01T00:00:00Z', []],
    ['buyerId=us&sellerId=them&externalId=CO-1', ['CO-1']],
  ])('filters by %s', async (query, expected) => {
    expect(await keys(query)).toEqual(expected);
  });

  it('has rows without items', async () => {
    const { body } = await buyer.api('GET', '/productOrder?externalId=CO-2');
    expect(body).toEqual([
      {
        id: 'PO-000002',
        externalId: 'CO-2',
        projectId: 'WAVE-1',
        state: 'inProgress',
        orderDate: '2026-09-01T09:00:00.000Z',
      },
    ]);
  });

  it('comes in pages described by headers', async () => {
    const { rows, headers } = await buyer.api('GET', '/productOrder?offset=1&limit=1');
    expect(rows.map((row) => row.externalId)).toEqual(['CO-2']);
    expect(headers.get('x-total-count')).toBe('3');
    expect(headers.get('x-result-count')).toBe('1');
    expect(headers.get('x-pagination-throttled')).toBe('false');
  });

  it('says when the page is shorter than was asked for', async () => {
    await buyer.control('PUT', '/scenario', { maxPage: 2 });
    const { headers } = await buyer.api('GET', '/productOrder?limit=3');
    await buyer.control('PUT', '/scenario', { maxPage: 100 });
    expect(headers.get('x-result-count')).toBe('2');
    expect(headers.get('x-pagination-throttled')).toBe('true');
  });

  it.each([
    ['state=', 'missingQueryValue'],
    ['state=asleep', 'invalidQuery'],
    ['limit=many', 'invalidQuery'],
    ['orderDate.gt=yesterday', 'invalidQuery'],
    ['colour=red', 'invalidQuery'],
  ])('refuses the query %s', async (query, code) => {
    const reply = await buyer.api('GET', `/productOrder?${query}`);
    expect([reply.status, reply.body.code]).toEqual([400, code]);
  });

  it('wants buyerId from a seller with several buyers', async () => {
    await buyer.control('PUT', '/scenario', { conformance: { multiParty: true } });
    const reply = await buyer.api('GET', '/productOrder');
    await buyer.control('PUT', '/scenario', { conformance: { multiParty: false } });
    expect([reply.status, reply.body.code]).toEqual([400, 'missingQueryParameter']);
  });
});
