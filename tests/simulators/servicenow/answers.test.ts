import { ADMIN, startInstance, type RunningInstance } from './running-instance';

const FRED = '5137153cc611227c000bbd1bd8cd2005';

describe('an answer', () => {
  let instance: RunningInstance;
  let sysId: string;
  beforeAll(async () => {
    instance = await startInstance();
    const task = await instance.aTask({
      state: '2',
      assigned_to: FRED,
      due_date: '2026-10-06 19:05:00',
      watch_list: `${FRED},someone@retail.example`,
    });
    sysId = task['sys_id'] ?? '';
  });
  afterAll(() => instance.simulator.close());

  const shown = async (parameters: string, field: string, as?: string) => {
    const path = `sc_task/${sysId}?${parameters}`;
    return (await instance.table('GET', path, as === undefined ? {} : { as })).result[field];
  };
  const link = () =>
    `${instance.simulator.url.replace('localhost', '127.0.0.1')}/api/now/table/sys_user/${FRED}`;

  it('is never stored and tells the time of the instance', async () => {
    const { headers } = await instance.table('GET', 'sc_task');
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(headers.get('date')).toBe('Tue, 06 Oct 2026 19:05:00 GMT');
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('set-cookie')).toContain('JSESSIONID=');
  });

  it.each([
    ['sysparm_display_value=false', '2'],
    ['sysparm_display_value=true', 'Work in Progress'],
    ['sysparm_display_value=all', { display_value: 'Work in Progress', value: '2' }],
  ])('shows a choice with %s', async (parameters, expected) => {
    expect(await shown(parameters, 'state')).toEqual(expected);
  });

  it('shows a reference as link and value', async () => {
    expect(await shown('', 'assigned_to')).toEqual({ link: link(), value: FRED });
  });

  it('shows a reference by name', async () => {
    expect(await shown('sysparm_display_value=true', 'assigned_to')).toEqual({
      display_value: 'Fred Luddy',
      link: link(),
    });
  });

  it('shows a reference by name and value', async () => {
    expect(await shown('sysparm_display_value=all', 'assigned_to')).toEqual({
      display_value: 'Fred Luddy',
      value: FRED,
      link: link(),
    });
  });

  it('shows the domain as a reference to a group, though no group is called so', async () => {
    const domain = link().replace(`sys_user/${FRED}`, 'sys_user_group/global');
    expect(await shown('', 'sys_domain')).toEqual({ link: domain, value: 'global' });
    expect(await shown('sysparm_display_value=true', 'sys_domain')).toEqual({
      display_value: 'global',
      link: domain,
    });
    expect(await shown('', 'sys_domain_path')).toBe('/');
  });

  it.each([
    ['false', FRED],
    ['true', 'Fred Luddy'],
    ['all', { display_value: 'Fred Luddy', value: FRED }],
  ])('leaves links out when asked to, in mode %s', async (mode, expected) => {
    const parameters = `sysparm_display_value=${mode}&sysparm_exclude_reference_link=true`;
    expect(await shown(parameters, 'assigned_to')).toEqual(expected);
  });

  it.each([
    ['false', ''],
    ['true', ''],
    ['all', { display_value: '', value: '' }],
  ])('shows what is empty as empty text, in mode %s', async (mode, expected) => {
    const parameters = `sysparm_display_value=${mode}`;
    expect(await shown(parameters, 'assignment_group')).toEqual(expected);
    expect(await shown(parameters, 'close_notes')).toEqual(expected);
  });

  it.each([
    ['false', 'true'],
    ['true', 'true'],
    ['all', { display_value: 'true', value: 'true' }],
  ])('shows booleans as text, in mode %s', async (mode, expected) => {
    expect(await shown(`sysparm_display_value=${mode}`, 'active')).toEqual(expected);
  });

  it('shows dates in the zone of the caller', async () => {
    const parameters = 'sysparm_display_value=all';
    expect(await shown(parameters, 'due_date')).toEqual({
      display_value: '2026-10-06 19:05:00',
      value: '2026-10-06 19:05:00',
    });
    expect(await shown(parameters, 'due_date', ADMIN)).toEqual({
      display_value: '2026-10-06 12:05:00',
      value: '2026-10-06 19:05:00',
    });
  });

  it('shows lists by name', async () => {
    expect(await shown('sysparm_display_value=true', 'watch_list')).toBe(
      'Fred Luddy, someone@retail.example',
    );
  });

  it('hides passwords in every mode', async () => {
    const mask = '********';
    const user = async (mode: string) => {
      const path = `sys_user/${FRED}?sysparm_display_value=${mode}&sysparm_fields=user_password`;
      return (await instance.table('GET', path)).result['user_password'];
    };
    expect(await user('false')).toBe(mask);
    expect(await user('all')).toEqual({ display_value: mask, value: mask });
  });

  it('keeps to the fields asked for, in their order, walked ones flat, unknown ones out', async () => {
    const fields = 'state,assigned_to.email,number,no_such,assigned_to.department';
    const answer = await instance.table('GET', `sc_task?sysparm_fields=${fields}`);
    expect(Object.keys(answer.results[0] ?? {})).toEqual([
      'state',
      'assigned_to.email',
      'number',
      'assigned_to.department',
    ]);
    expect(answer.results[0]).toMatchObject({
      'assigned_to.email': 'fred.luddy@example.com',
      'assigned_to.department': { value: expect.any(String) as string },
    });
  });

  it('links to the host a proxy names', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'snow.example' };
    const answer = await instance.table('GET', `sc_task/${sysId}`, { headers });
    expect(answer.result['assigned_to']).toEqual({
      link: `https://snow.example/api/now/table/sys_user/${FRED}`,
      value: FRED,
    });
  });

  it('leaves out fields hidden from the caller, but not from an admin', async () => {
    await instance.control('PUT', 'knobs', { hiddenFields: { sc_task: ['state'] } });
    expect(await shown('', 'state')).toBeUndefined();
    expect(await shown('', 'state', ADMIN)).toBe('2');
    await instance.control('PUT', 'knobs', { hiddenFields: {} });
  });
});
