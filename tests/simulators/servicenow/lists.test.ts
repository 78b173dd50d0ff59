import { ADMIN, startInstance, type RunningInstance } from './running-instance';

describe('a list', () => {
  let instance: RunningInstance;
  beforeAll(async () => {
    instance = await startInstance();
    for (let order = 1; order <= 7; order += 1) {
      const state = order > 5 ? '2' : '1';
      await instance.aTask({ order, state, correlation_display: 'circuit-orders' });
    }
  });
  afterAll(() => instance.simulator.close());

  const list = (parameters: string, as?: string) =>
    instance.table('GET', `sc_task?sysparm_fields=order&${parameters}`, as ? { as } : {});
  const orders = async (parameters: string) =>
    (await list(parameters)).results.map((row) => row['order']).join('');
  const relations = (header: string | null) =>
    (header ?? '').split(',').map((link) => {
      const [url = '', relation = ''] = link.split(';');
      const target = new URL(url.slice(1, -1));
      return `${relation}${target.searchParams.get('sysparm_offset') ?? ''}`;
    });

  it('filters, orders and cuts', async () => {
    const query = 'sysparm_query=state=1^ORDERBYDESCorder';
    expect(await orders(`${query}&sysparm_limit=2&sysparm_offset=1`)).toBe('43');
  });

  it('counts all that match, and says 0 as well', async () => {
    const counted = async (query: string) =>
      (await list(`sysparm_limit=1&sysparm_query=${query}`)).headers.get('x-total-count');
    expect(await counted('state=1')).toBe('5');
    expect(await counted('state=3')).toBe('0');
  });

  it('answers an empty list when nothing matches', async () => {
    const answer = await list('sysparm_query=state=3');
    expect([answer.status, answer.text]).toEqual([200, '{"result":[]}']);
  });

  it('answers 404 for that in version 1', async () => {
    const answer = await instance.call('GET', '/api/now/v1/table/sc_task?sysparm_query=state=3');
    expect([answer.status, answer.error.message]).toEqual([404, 'No Record found']);
  });

  it('links the pages around the one asked for', async () => {
    const middle = await list('sysparm_limit=2&sysparm_offset=2');
    expect(relations(middle.headers.get('link'))).toEqual([
      'rel="first"0',
      'rel="prev"0',
      'rel="next"4',
      'rel="last"6',
    ]);
    const first = await list('sysparm_limit=2');
    expect(relations(first.headers.get('link'))).toEqual([
      'rel="first"0',
      'rel="next"2',
      'rel="last"6',
    ]);
    const last = await list('sysparm_limit=2&sysparm_offset=6');
    expect(relations(last.headers.get('link'))).toEqual([
      'rel="first"0',
      'rel="prev"4',
      'rel="last"6',
    ]);
  });

  it('writes links without blanks, the caller’s own URL but for the offset', async () => {
    const { headers } = await list('sysparm_query=state%3D1&sysparm_limit=3&sysparm_offset=0');
    const base = instance.simulator.url.replace('localhost', '127.0.0.1');
    const url = (offset: number) =>
      `<${base}/api/now/table/sc_task?sysparm_fields=order&sysparm_query=state%3D1` +
      `&sysparm_limit=3&sysparm_offset=${offset}>`;
    expect(headers.get('link')).toBe(
      `${url(0)};rel="first",${url(3)};rel="next",${url(3)};rel="last"`,
    );
  });

  it('has no links where one page holds everything', async () => {
    expect((await list('')).headers.get('link')).toBeNull();
  });

  it('leaves out count and links when asked to', async () => {
    const answer = await list(
      'sysparm_limit=2&sysparm_no_count=true&sysparm_suppress_pagination_header=true',
    );
    expect(answer.headers.get('x-total-count')).toBeNull();
    expect(answer.headers.get('link')).toBeNull();
  });

  it('takes pairs, by value or by label, and ignores parameters that are no field', async () => {
    expect(await orders('state=2&_=1')).toBe('67');
    expect(await orders('state=Work%20in%20Progress')).toBe('67');
    expect(await orders('state=2&sysparm_query=order=6')).toBe('6');
  });

  it('cuts before it hides rows, so a page can be short and the count too high', async () => {
    await instance.control('PUT', 'knobs', { hiddenRows: { sc_task: 'orderIN1,2' } });
    const answer = await list('sysparm_limit=3&sysparm_query=ORDERBYorder');
    expect(answer.results.map((row) => row['order'])).toEqual(['3']);
    expect(answer.headers.get('x-total-count')).toBe('7');
    expect((await list('', ADMIN)).results).toHaveLength(7);
    await instance.control('PUT', 'knobs', { hiddenRows: {} });
  });

  it('looks empty where the caller may not read', async () => {
    await instance.control('PUT', 'knobs', { unreadableTables: ['sys_journal_field'] });
    await instance.aTask({ state: '7', work_notes: 'unseen' });
    const answer = await instance.table('GET', 'sys_journal_field');
    expect([answer.status, answer.text]).toEqual([200, '{"result":[]}']);
    await instance.control('PUT', 'knobs', { unreadableTables: [] });
  });

  it('returns the whole table for a field nobody knows, unless set otherwise', async () => {
    const query = 'sysparm_query=corelation_id=x^state=1';
    expect(await orders(query)).toBe('12345');
    await instance.control('PUT', 'knobs', { unknownQueryField: 'no_rows' });
    expect(await orders(query)).toBe('');
    await instance.control('PUT', 'knobs', { unknownQueryField: 'refused' });
    expect((await list(query)).status).toBe(403);
    await instance.control('PUT', 'knobs', { unknownQueryField: 'dropped' });
  });

  it('refuses a query on a field the caller may not read', async () => {
    await instance.control('PUT', 'knobs', { queryDeniedFields: { sc_task: ['order'] } });
    const answer = await list('sysparm_query=order=1');
    expect(answer.status).toBe(403);
    expect(answer.error).toEqual({
      message: 'Insufficient rights to query records',
      detail: 'Field(s) present in the query do not have permission to be read',
    });
    await instance.control('PUT', 'knobs', { queryDeniedFields: {} });
  });

  it('pages by key through more rows than fit a page', async () => {
    const many = await startInstance();
    const rows = await Promise.all(
      Array.from({ length: 50 }, (_none, batch) =>
        many.control('POST', 'insert', { fields: { order: String(batch) } }),
      ),
    );
    expect(rows).toHaveLength(50);
    const seen: unknown[] = [];
    for (let after = '0'; ;) {
      const page = await many.table(
        'GET',
        `sc_task?sysparm_limit=20&sysparm_fields=sys_id&sysparm_query=sys_id>${after}^ORDERBYsys_id`,
      );
      if (page.results.length === 0) break;
      seen.push(...page.results.map((row) => row['sys_id']));
      after = String(seen.at(-1));
    }
    expect(new Set(seen).size).toBe(50);
    await many.simulator.close();
  });

  it('holds the stock records', async () => {
    const one = async (path: string) => (await instance.table('GET', path)).results[0];
    expect(
      await one(
        'sys_user?user_name=admin&sysparm_display_value=true&sysparm_exclude_reference_link=true',
      ),
    ).toMatchObject({
      sys_id: '6816f79cc0a8016401c5a33be04be441',
      name: 'System Administrator',
      email: 'admin@example.com',
      time_zone: 'America/Los_Angeles',
      department: 'Finance',
    });
    expect(await one('sys_user?email=sam@retail.example')).toMatchObject({ name: 'Sam Okafor' });
    expect(await one('sys_user_group?name=Network')).toMatchObject({
      sys_id: '287ebd7da9fe198100f92cc8d1d2154e',
    });
    const query = 'sysparm_query=active=true^managerISNOTEMPTY';
    const managed = await instance.table('GET', `sys_user_group?${query}`);
    expect(managed.results.length).toBeGreaterThanOrEqual(3);
  });
});
