import { ADMIN, OPTIONS, startInstance, type RunningInstance } from './running-instance';

const CLIENT = { client_id: OPTIONS.clientId, client_secret: OPTIONS.clientSecret };
const DENIED = '{"error_description":"access_denied","error":"server_error"}';

interface Token {
  access_token: string;
  refresh_token?: string;
  expires_in: number;
}

describe('signing in', () => {
  let instance: RunningInstance;
  beforeEach(async () => {
    instance = await startInstance();
  });
  afterEach(() => instance.simulator.close());

  const ask = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    instance.call('POST', '/oauth_token.do', {
      body: new URLSearchParams(form).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: '',
        ...headers,
      },
    });
  const token = async (form: Record<string, string>) => {
    const answer = await ask({ ...CLIENT, ...form });
    expect(answer.status).toBe(200);
    return JSON.parse(answer.text) as Token;
  };
  const whoReads = async (authorization: string) =>
    (await instance.table('GET', 'sc_task', { headers: { authorization } })).status;

  it('hands a client its token, without a refresh token', async () => {
    const answer = await ask({ ...CLIENT, grant_type: 'client_credentials' });
    expect(answer.headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(JSON.parse(answer.text)).toEqual({
      access_token: expect.any(String) as string,
      scope: 'useraccount',
      token_type: 'Bearer',
      expires_in: 1799,
    });
  });

  it('takes id and secret from a Basic header, too', async () => {
    const basic = Buffer.from(`${OPTIONS.clientId}:${OPTIONS.clientSecret}`).toString('base64');
    const form = { grant_type: 'client_credentials' };
    expect((await ask(form, { authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it('hands the same token out while it is alive, and another one after', async () => {
    const form = { grant_type: 'client_credentials' };
    const first = await token(form);
    instance.clock.advance(1_000_000);
    const again = await token(form);
    expect(again).toEqual({ ...first, expires_in: 799 });
    instance.clock.advance(799_000);
    expect((await token(form)).access_token).not.toBe(first.access_token);
  });

  it('signs calls in until the token expires', async () => {
    const { access_token } = await token({ grant_type: 'client_credentials' });
    expect(await whoReads(`Bearer ${access_token}`)).toBe(200);
    instance.clock.advance(1_799_000);
    expect(await whoReads(`Bearer ${access_token}`)).toBe(401);
  });

  it('gives a person tokens to renew', async () => {
    const person = { username: 'admin', password: OPTIONS.adminPassword };
    const { refresh_token = '' } = await token({ grant_type: 'password', ...person });
    expect(refresh_token).not.toBe('');
    instance.clock.advance(1_800_000);
    const renewed = await token({ grant_type: 'refresh_token', refresh_token });
    expect(await whoReads(`Bearer ${renewed.access_token}`)).toBe(200);
    expect(renewed.refresh_token).toBe(refresh_token);
  });

  it.each([
    ['a wrong secret', { ...CLIENT, client_secret: 'no', grant_type: 'client_credentials' }],
    ['no client', { grant_type: 'client_credentials' }],
    ['a wrong password', { ...CLIENT, grant_type: 'password', username: 'admin', password: 'no' }],
    ['an unknown grant', { ...CLIENT, grant_type: 'implicit' }],
    ['a made-up refresh token', { ...CLIENT, grant_type: 'refresh_token', refresh_token: 'x' }],
  ])('denies %s', async (_claim, form) => {
    const answer = await ask(form);
    expect([answer.status, answer.text]).toEqual([401, DENIED]);
  });

  it('denies anything but a form', async () => {
    const answer = await instance.call('POST', '/oauth_token.do', {
      body: { ...CLIENT, grant_type: 'client_credentials' },
    });
    expect([answer.status, answer.text]).toEqual([401, DENIED]);
  });

  it('judges credentials before anything else', async () => {
    const path = '/api/now/table/no_such_table';
    const answer = await instance.call('POST', path, {
      body: '{',
      headers: { authorization: 'Basic bm86bm8=', accept: 'text/plain' },
    });
    expect(answer.status).toBe(401);
    expect(answer.text).toBe(
      '{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth ' +
        'information"},"status":"failure"}',
    );
    expect(answer.headers.get('www-authenticate')).toContain('BASIC');
  });

  it('refuses Basic where it is gated', async () => {
    await instance.control('PUT', 'knobs', { basicAuth: 'gated' });
    expect((await instance.table('GET', 'sc_task')).status).toBe(401);
  });

  it('lets nobody in who is inactive', async () => {
    const { results } = await instance.table('GET', 'sys_user?user_name=circuit.orders');
    const path = `sys_user/${String(results[0]?.['sys_id'])}`;
    await instance.table('PATCH', path, { as: ADMIN, body: { active: false } });
    expect((await instance.table('GET', 'sc_task')).status).toBe(401);
  });

  it('lets the integration user write tasks, an admin everything', async () => {
    const insert = (table: string, as?: string) =>
      instance.table('POST', table, { body: {}, ...(as ? { as } : {}) });
    expect((await insert('sc_task')).status).toBe(201);
    const refused = await insert('sc_request');
    expect(refused.status).toBe(403);
    expect(refused.error).toEqual({
      message: 'Operation Failed',
      detail: 'ACL Exception Insert Failed due to security constraints',
    });
    expect((await insert('sc_request', ADMIN)).status).toBe(201);
    expect((await insert('sys_user', ADMIN)).status).toBe(201);
  });
});
