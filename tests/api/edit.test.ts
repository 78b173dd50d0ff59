import { openApiStage, ORDER, wrongs, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const edit = (method: string, orderNumber: string, etag: string | null, body: unknown) =>
  stage.call('sam', method, `/api/orders/${orderNumber}`, {
    body,
    ...(etag === null ? {} : { headers: { 'if-match': etag } }),
  });

test.each(['PUT', 'PATCH'])('%s without If-Match is refused', async (method) => {
  const { orderNumber } = await stage.bench.draft();
  const answer = await edit(method, orderNumber, null, ORDER);
  expect([answer.status, answer.body['code']]).toEqual([428, 'IF_MATCH_REQUIRED']);
});

test.each(['PUT', 'PATCH'])('%s on an older version brings the present one', async (method) => {
  const { orderNumber, version } = await stage.bench.draft();
  const first = await edit('PATCH', orderNumber, `"${version}"`, { notes: 'First.' });
  expect(first.headers.get('etag')).toBe(`"${version + 1}"`);
  const answer = await edit(method, orderNumber, `"${version}"`, { ...ORDER, notes: 'Second.' });
  expect([answer.status, answer.body['code']]).toEqual([412, 'VERSION_STALE']);
  expect(answer.body['current']).toMatchObject({ version: version + 1, notes: 'First.' });
  expect(answer.body['changed']).toEqual(['notes']);
  expect((await stage.bench.read(orderNumber)).notes).toBe('First.');
});

test.each(['1', 'W/"1"', '*', '"one"', '""', '"8", "9"', 'W/"1", "9"'])(
  'takes If-Match %s for another version',
  async (etag) => {
    const { orderNumber } = await stage.bench.draft();
    const answer = await edit('PATCH', orderNumber, etag, { notes: 'Hello.' });
    expect(answer.status).toBe(etag === '*' ? 428 : 412);
    expect((await stage.bench.read(orderNumber)).notes).toBeNull();
  },
);

test('takes a list of versions of which one is the present', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const list = (...versions: number[]) => versions.map((one) => `"${one}"`).join(', ');
  const fits = await edit('PATCH', orderNumber, list(version + 7, version), { notes: 'Hello.' });
  expect([fits.status, fits.headers.get('etag')]).toEqual([200, `"${version + 1}"`]);
  const none = await edit('PATCH', orderNumber, list(version, version + 7), { notes: 'Again.' });
  expect([none.status, none.body['code']]).toEqual([412, 'VERSION_STALE']);
});

test.each(['PUT', 'PATCH'])('%s knows a field by its column alone', async (method) => {
  const { orderNumber, version } = await stage.bench.draft();
  const body = { ...ORDER, why: 'Another reason than the one given.' };
  const answer = await edit(method, orderNumber, `"${version}"`, body);
  expect([answer.status, wrongs(answer)]).toEqual([422, ['FIELD_UNKNOWN /why']]);
});

test('lets one of two win who changed the same version', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const answers = await Promise.all(
    ['One.', 'Two.', 'Three.'].map((notes) =>
      edit('PATCH', orderNumber, `"${version}"`, { notes }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
});

test('PATCH changes what it names; null empties', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const answer = await edit('PATCH', orderNumber, `"${version}"`, {
    target_date: null,
    speed: '500M',
  });
  expect(answer.body).toMatchObject({ speed: '500M', target_date: null, monthly_cost: '1800.00' });
});

test('reads a merge patch under its own media type', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const answer = await stage.call('sam', 'PATCH', `/api/orders/${orderNumber}`, {
    headers: { 'if-match': `"${version}"`, 'content-type': 'application/merge-patch+json' },
    body: { notes: 'Merged.' },
  });
  expect([answer.status, answer.body['notes']]).toEqual([200, 'Merged.']);
});

test('names everything wrong with an edit and changes nothing', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const answer = await edit('PATCH', orderNumber, `"${version}"`, {
    site_id: null,
    monthly_cost: '-5',
    provider: 'nobody',
    stage: 'activated',
    version: 99,
  });
  expect(answer.status).toBe(422);
  expect(wrongs(answer)).toEqual([
    'FIELD_REQUIRED /site_id',
    'FIELD_UNKNOWN /stage',
    'FIELD_UNKNOWN /version',
    'MONEY_NEGATIVE /monthly_cost',
    'PROVIDER_UNKNOWN /provider',
  ]);
  expect((await stage.bench.read(orderNumber)).version).toBe(version);
});

test('takes an order back to draft where its submitted terms change', async () => {
  const { orderNumber } = await stage.bench.draft();
  await stage.bench.act(orderNumber, 'submit', 'sam');
  const { version } = await stage.bench.read(orderNumber);
  const answer = await edit('PATCH', orderNumber, `"${version}"`, { monthly_cost: '1900' });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ stage: 'drafted', revision: 2, monthly_cost: '1900.00' });
});

test('does not know an order of another shape, and says so for reads and writes', async () => {
  const numbers = [
    'CO-2026-999999',
    'nothing',
    '0',
    '9999999999',
    'CO-2026-1%00',
    'a'.repeat(3_000),
    '%2e%2e',
  ];
  for (const number of numbers) {
    const read = await stage.call('sam', 'GET', `/api/orders/${number}`);
    expect([number, read.status]).toEqual([number, 404]);
    const write = await stage.call('sam', 'PATCH', `/api/orders/${number}`, {
      headers: { 'if-match': '"1"', 'idempotency-key': `key of ${number.slice(0, 9)}` },
      body: { notes: 'Hello.' },
    });
    expect([number, write.status]).toEqual([number, 404]);
  }
});

test('finds an order by its number in any case, and by the number the old interface used', async () => {
  const { orderNumber } = await stage.bench.draft();
  const read = await stage.call('sam', 'GET', `/api/orders/${orderNumber.toLowerCase()}`);
  expect(read.body).toMatchObject({ order_number: orderNumber });
  const { rows } = await stage.bench.app.query<{ id: number }>(
    'SELECT id FROM orders WHERE order_number = $1',
    [orderNumber],
  );
  const byId = await stage.call('sam', 'GET', `/api/orders/${String(rows[0]?.id)}`);
  expect(byId.body).toMatchObject({ order_number: orderNumber });
});

test('PUT empties what it leaves out and asks for what a draft cannot do without', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const rest = Object.fromEntries(Object.entries(ORDER).filter(([name]) => name !== 'target_date'));
  const answer = await edit('PUT', orderNumber, `"${version}"`, rest);
  expect(answer.body).toMatchObject({ target_date: null, speed: '1G' });
  const bare = await edit('PUT', orderNumber, `"${version + 1}"`, { speed: '2G' });
  expect(bare.status).toBe(422);
  expect(wrongs(bare)).toEqual(
    ['circuit_purpose', 'justification', 'provider', 'site_id'].map(
      (field) => `FIELD_REQUIRED /${field}`,
    ),
  );
});
