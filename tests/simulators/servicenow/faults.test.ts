import { startInstance, type Answered, type RunningInstance } from './running-instance';

const KEY = 'circuit-orders:CO-2026-000001';

describe('a planned fault', () => {
  let instance: RunningInstance;
  beforeEach(async () => {
    instance = await startInstance();
  });
  afterEach(() => instance.simulator.close());

  const plan = (operation: string, kind: string, more: object = {}) =>
    instance.control('PUT', 'faults', [{ operation, kind, times: 1, ...more }]);
  const insert = (fields: object = {}) =>
    instance.table('POST', 'sc_task', { body: { correlation_id: KEY, ...fields } });
  const stored = async () => (await instance.table('GET', 'sc_task')).results;

  it('can cut the connection before anything is done', async () => {
    await plan('insert sc_task', 'dropBefore');
    await expect(insert()).rejects.toThrow();
    expect(await stored()).toHaveLength(0);
    expect((await insert()).status).toBe(201);
  });

  it('can cut it after the record is stored', async () => {
    await plan('insert sc_task', 'commitThenDrop');
    await expect(insert()).rejects.toThrow();
    expect(await stored()).toHaveLength(1);
  });

  it('can store the record and answer 500', async () => {
    await plan('insert sc_task', 'commitThen500');
    const answer = await insert();
    expect([answer.status, answer.error.message]).toEqual([
      500,
      'Transaction cancelled: maximum execution time exceeded',
    ]);
    expect(await stored()).toHaveLength(1);
  });

  it('can answer late', async () => {
    await plan('insert sc_task', 'delay', { with: { ms: 60 } });
    const began = performance.now();
    expect((await insert()).status).toBe(201);
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  });

  it('can be a 401, once unless said otherwise', async () => {
    await instance.control('PUT', 'faults', [{ operation: '*', kind: 'status401Once' }]);
    expect((await insert()).status).toBe(401);
    expect((await insert()).status).toBe(201);
  });

  it('can be a 429 with or without a time to wait', async () => {
    await plan('insert sc_task', 'status429', { with: { retryAfter: 30 } });
    const told = await insert();
    expect([told.status, told.headers.get('retry-after')]).toEqual([429, '30']);
    expect(told.error.message).toBe('Rate limit exceeded');
    await plan('insert sc_task', 'status429');
    const bare = await insert();
    expect([bare.status, bare.headers.get('retry-after'), bare.text]).toEqual([429, null, '']);
  });

  it.each([
    ['html503', {}, 503],
    ['html503', { with: { status: 502 } }, 502],
    ['html200', {}, 200],
  ])('can be a page: %s %j', async (kind, more, status) => {
    await plan('insert sc_task', kind, more);
    const answer = await insert();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'text/html;charset=UTF-8',
    ]);
    expect(await stored()).toHaveLength(0);
  });

  it('can be half a list with an error', async () => {
    for (let index = 0; index < 4; index += 1) await insert();
    await plan('read sc_task', 'partialWithError');
    const answer = await instance.table('GET', 'sc_task');
    expect(answer.status).toBe(200);
    expect(answer.results).toHaveLength(2);
    expect(answer.error.message).toContain('Transaction cancelled');
  });

  it('can be broken JSON', async () => {
    await plan('insert sc_task', 'cutJson');
    const answer = await insert();
    expect(answer.status).toBe(201);
    expect(() => JSON.parse(answer.text) as unknown).toThrow();
    expect(await stored()).toHaveLength(1);
  });

  it('can drop a field and say nothing', async () => {
    await plan('insert sc_task', 'silentFieldDrop', { with: { fields: ['description'] } });
    const { result } = await insert({ description: 'lost', short_description: 'kept' });
    expect(result).toMatchObject({ description: '', short_description: 'kept' });
  });

  it('can store a record twice', async () => {
    await plan('insert sc_task', 'doubleInsert');
    const answer = await insert({ sys_id: 'a'.repeat(32) });
    expect(answer.result['sys_id']).toBe('a'.repeat(32));
    const rows = await stored();
    expect(rows.map((row) => row['correlation_id'])).toEqual([KEY, KEY]);
    expect(new Set(rows.map((row) => row['sys_id'])).size).toBe(2);
  });

  it('can strike the token endpoint', async () => {
    await plan('token', 'html503');
    expect((await instance.call('POST', '/oauth_token.do', { body: '' })).status).toBe(503);
  });

  describe('that names a key', () => {
    it('strikes inserts of that correlation id only', async () => {
      await plan('insert sc_task', 'html503', { key: KEY });
      expect((await insert({ correlation_id: 'other' })).status).toBe(201);
      expect((await insert()).status).toBe(503);
    });

    it.each<[string, (row: Answered['result']) => unknown]>([
      ['correlation id', () => KEY],
      ['sys_id', (row) => row['sys_id']],
      ['number', (row) => row['number']],
    ])('strikes updates by %s', async (_claim, keyOf) => {
      const { result } = await insert();
      await plan('update sc_task', 'html503', { key: keyOf(result) });
      const path = `sc_task/${String(result['sys_id'])}`;
      const answer = await instance.table('PATCH', path, { body: { order: 1 } });
      expect(answer.status).toBe(503);
    });

    it('strikes the look-up of that correlation id', async () => {
      await plan('read sc_task', 'html503', { key: KEY });
      const query = `sysparm_query=correlation_id=${KEY}^ORDERBYsys_created_on`;
      expect((await instance.table('GET', 'sc_task')).status).toBe(200);
      expect((await instance.table('GET', `sc_task?${query}`)).status).toBe(503);
    });

    it('strikes the second attempt when planned for it', async () => {
      await plan('insert sc_task', 'html503', { key: KEY, attempt: 2 });
      expect((await insert()).status).toBe(201);
      expect((await insert()).status).toBe(503);
      expect((await insert()).status).toBe(201);
    });
  });

  it('can be added without arming spent ones again', async () => {
    await plan('insert sc_task', 'html503');
    await insert();
    const armed = await instance.control('POST', 'faults/add', {
      operation: 'insert sc_task',
      kind: 'html200',
      times: 1,
    });
    expect(JSON.parse(armed.text)).toHaveLength(1);
    expect((await insert()).status).toBe(200);
    expect((await insert()).status).toBe(201);
  });

  it('is written into the ledger', async () => {
    await plan('insert sc_task', 'dropBefore');
    await expect(insert()).rejects.toThrow();
    const ledger = await instance.control('GET', 'ledger?kind=fault');
    expect(JSON.parse(ledger.text)).toMatchObject({
      entries: [{ fault: 'dropBefore', operation: 'insert sc_task', key: KEY }],
    });
  });
});

describe('an instance that is down', () => {
  it('resets every call but those of the control API, and forgets nothing', async () => {
    const instance = await startInstance();
    await instance.aTask();
    await instance.control('PUT', 'availability', { up: false });
    await expect(instance.table('GET', 'sc_task')).rejects.toThrow();
    await expect(instance.call('POST', '/oauth_token.do')).rejects.toThrow();
    await instance.control('PUT', 'availability', { up: true });
    expect((await instance.table('GET', 'sc_task')).results).toHaveLength(1);
    await instance.simulator.close();
  });
});
