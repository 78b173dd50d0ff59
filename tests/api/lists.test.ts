import { run, sql } from '../../src/adapters/postgres/sql';
import { openApiStage, type ApiStage, type Json } from './support/api-stage';

let stage: ApiStage;
const made: string[] = [];

beforeAll(async () => {
  stage = await openApiStage();
  const sites = ['TXH97', 'TXH14', 'TXH33', 'TXD97', 'TXD33', 'CAL97', 'CAL14'];
  for (const [place, siteId] of sites.entries()) {
    const provider = place % 2 === 0 ? 'comcast' : 'att';
    const order = await stage.bench.draft({ ...FIELDS, siteId, provider });
    made.push(order.orderNumber);
  }
});
afterAll(() => stage.close());

const FIELDS = {
  ...{ circuitPurpose: 'Primary', speed: '1G', targetDate: '2026-06-01' },
  justification: 'The store opens in May and needs a line.',
  notes: 'A note that stays off every list.',
};

const list = async (query: string, who = 'vic') => {
  const answer = await stage.call(who, 'GET', `/api/orders?${query}`);
  const orders = (answer.body['orders'] ?? []) as Json[];
  const next = answer.body['next'] as string | null | undefined;
  return { ...answer, orders, next, numbers: orders.map((row) => String(row['order_number'])) };
};

async function pages(query: string): Promise<string[]> {
  const all: string[] = [];
  for (let cursor = ''; ;) {
    const page = await list(`${query}&limit=2${cursor}`);
    expect(page.status).toBe(200);
    all.push(...page.numbers);
    if (page.next === null || page.next === undefined) return all;
    expect(page.numbers).toHaveLength(2);
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

test.each(['updated', 'created', 'due'])('pages by %s without a gap or a double', async (sort) => {
  const all = await pages(`sort=${sort}`);
  expect([...all].sort()).toEqual([...made].sort());
  expect(all).toEqual((await list(`sort=${sort}&limit=200`)).numbers);
});

test('does not lose a row when its neighbours change between two pages', async () => {
  const first = await list('sort=created&limit=3');
  await run(stage.bench.app, sql`UPDATE orders SET notes = 'changed' WHERE true`);
  const rest = await list(`sort=created&limit=50&cursor=${encodeURIComponent(first.next ?? '')}`);
  expect([...first.numbers, ...rest.numbers].sort()).toEqual([...made].sort());
});

describe('a cursor', () => {
  test.each(['provider=att', 'sort=due', 'requested_by=me', 'created_from=2026-01-01'])(
    'of another list is refused: %s',
    async (query) => {
      const { next } = await list('limit=2');
      const answer = await list(`${query}&limit=2&cursor=${encodeURIComponent(next ?? '')}`);
      expect([answer.status, answer.body['code']]).toEqual([400, 'CURSOR_NOT_READABLE']);
    },
  );

  test.each(['abc', 'e30', '..%2F..', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'made by hand is refused: %s',
    async (cursor) => {
      const answer = await list(`cursor=${cursor}`);
      expect([answer.status, answer.body['code']]).toEqual([400, 'CURSOR_NOT_READABLE']);
    },
  );

  test('with one letter turned is refused', async () => {
    const { next } = await list('limit=2');
    const turned = `${next?.slice(0, -2) ?? ''}${next?.endsWith('AA') === true ? 'BB' : 'AA'}`;
    expect((await list(`limit=2&cursor=${turned}`)).status).toBe(400);
  });

  test('of a column on the board goes on in the list', async () => {
    const { body } = await stage.call('vic', 'GET', '/api/board');
    const columns = body['columns'] as { status: string; next: string | null; rows: Json[] }[];
    expect(columns.map(({ status, rows }) => [status, rows.length])).toEqual([
      ['draft', 7],
      ['submitted', 0],
      ['in_progress', 0],
      ['installation', 0],
      ['completed', 0],
      ['cancelled', 0],
    ]);
  });
});

test.each([
  ['unknown=1', 'unknown'],
  ['statuss=draft', 'statuss'],
  ['__proto__=1', '__proto__'],
  ['constructor=1', 'constructor'],
])('refuses an unknown parameter: %s', async (query, name) => {
  const answer = await list(query);
  expect([answer.status, answer.body['code']]).toEqual([400, 'PARAMETER_UNKNOWN']);
  expect(answer.text).toContain(name);
});

test.each([
  ['status=open'],
  ['stage=nowhere'],
  ['sort=price'],
  ['limit=0'],
  ['limit=201'],
  ['limit=ten'],
  ['limit=1&limit=2'],
  ['limit=0x10'],
  ['limit=1e1'],
  ['limit=%205'],
  ['limit='],
  ['provider='],
  ['provider=att,'],
  ['provider=%FF'],
  ['provider=%zz'],
  ['provider=%ED%A0%80'],
  ['count=yes'],
  ['view=everything'],
  ['requested_by=sam'],
  ['created_from=yesterday'],
  ['created_from=2026-02-30'],
  ['provider=%00'],
  ['ids=%00'],
  ['cursor=%00'],
  [`cursor=${'a'.repeat(5_000)}`],
  ['created_from=0000-01-01'],
])('refuses a value it cannot read: %.40s', async (query) => {
  const answer = await list(query);
  expect(answer.status).toBe(400);
  const errors = answer.body['errors'] as { parameter?: string }[];
  expect([...new Set(errors.map(({ parameter }) => parameter))]).toEqual([query.split('=')[0]]);
});

test('reads far days', async () => {
  expect((await list('created_from=1970-01-01&created_to=2999-12-31')).numbers).toHaveLength(7);
  expect((await list('created_from=0001-01-01&created_to=9999-12-31')).numbers).toHaveLength(7);
  expect((await list('created_from=9999-12-31')).numbers).toHaveLength(0);
  expect((await list('updated_to=0001-01-01')).numbers).toHaveLength(0);
});

test('refuses more numbers than a page holds, all wrong ones named', async () => {
  const many = Array.from({ length: 201 }, (_, n) => `CO-2026-${String(n).padStart(6, '0')}`);
  expect((await list(`ids=${many.join(',')}`)).status).toBe(400);
  const wrong = await list('ids=one,two&status=open&limit=x&unknown=1');
  const errors = wrong.body['errors'] as { parameter: string }[];
  expect(new Set(errors.map(({ parameter }) => parameter))).toEqual(
    new Set(['unknown', 'status', 'ids', 'limit']),
  );
});

test('filters; values of one filter are or, filters are and', async () => {
  expect((await list('provider=att')).orders).toHaveLength(3);
  expect((await list('provider=att,comcast&status=draft&status=submitted')).orders).toHaveLength(7);
  expect((await list('provider=att&status=submitted')).orders).toHaveLength(0);
  expect((await list('requested_by=me', 'sam')).orders).toHaveLength(7);
  expect((await list('requested_by=me', 'alex')).orders).toHaveLength(0);
  expect((await list(`ids=${made.slice(0, 2).join(',')}`)).numbers.sort()).toEqual(
    made.slice(0, 2),
  );
});

test('counts only when asked, and tells equal action sets once', async () => {
  const plain = await list('limit=1');
  expect(plain.body).not.toHaveProperty('count');
  expect(plain.body).not.toHaveProperty('action_sets');
  const full = await list('view=board&count=true', 'sam');
  expect(full.body['count']).toEqual({ value: 7, capped: false });
  const keys = new Set(full.orders.map((row) => row['action_set']));
  expect(Object.keys(full.body['action_sets'] as Json).sort()).toEqual([...keys].sort());
  expect(keys.size).toBe(1);
});

test('keeps long texts off lists', async () => {
  expect((await list('view=board')).text).not.toMatch(/stays off|needs a line/u);
});

test('keeps what people read out of shared caches', async () => {
  expect((await list('limit=1')).headers.get('cache-control')).toContain('no-store');
  expect((await list('limit=0')).headers.get('cache-control')).toContain('no-store');
});
