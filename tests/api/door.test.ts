import { openApiStage, operations, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const BROKEN = '{"site_id": ';

const FORGERIES: Record<string, () => Record<string, string>> = {
  missing: () => ({}),
  expired: () => bearer(stage.token('sam', { expiresInSeconds: -600 })),
  'signed by a foreign key': () => bearer(stage.token('sam', { signWith: 'unknown-key' })),
  'signed under a stolen key id': () => bearer(stage.token('sam', { signWith: 'stolen-kid' })),
  'with a turned bit': () => bearer(stage.token('sam', { signWith: 'broken' })),
  HS256: () => bearer(stage.token('sam', { signWith: 'hs256' })),
  none: () => bearer(stage.token('sam', { signWith: 'none' })),
  'for another audience': () => bearer(stage.token('sam', { overrides: { aud: 'someone-else' } })),
  'of another issuer': () =>
    bearer(stage.token('sam', { overrides: { iss: 'https://elsewhere.example/v2.0' } })),
  'of a stranger': () => bearer(stage.token('outsider')),
  'of a stranger under our issuer': () =>
    bearer(stage.token('outsider', { overrides: { iss: stage.identity.issuer } })),
  'of an application': () => bearer(stage.token('sam', { kind: 'app' })),
  'asked for by an application we do not know': () =>
    bearer(stage.token('sam', { overrides: { azp: 'c0ffee00-0000-4000-8000-000000000001' } })),
  'without our scope': () => bearer(stage.token('sam', { overrides: { scp: 'openid' } })),
  'that is an id token': () => bearer(stage.token('sam', { kind: 'id' })),
  'in another scheme': () => ({ authorization: `Basic ${stage.token('sam')}` }),
  'that is no token': () => bearer('abc.def.ghi'),
  'in a made-up cookie': () => ({ cookie: 'session=abc.def.ghi' }),
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test.each(Object.keys(FORGERIES))(
  'refuses a token %s on every route, body unread',
  async (kind) => {
    const headers = FORGERIES[kind]?.() ?? {};
    const all = await operations(stage);
    expect(all.length).toBeGreaterThan(10);
    for (const { method, path } of all) {
      const body = method === 'GET' ? {} : { body: BROKEN };
      const answer = await stage.call(null, method, path, { headers, ...body });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(answer.body['code']).toMatch(/^TOKEN_(MISSING|REFUSED)$/u);
      expect(answer.text).not.toMatch(/jwt|signature|claim|issuer|audience|\bat /iu);
    }
  },
);

test('says by the challenge whether a token is missing or refused', async () => {
  const challengeOf = async (headers: Record<string, string>) =>
    (await stage.call(null, 'GET', '/api/me', { headers })).headers.get('www-authenticate');
  expect(await challengeOf({})).toBe('Bearer');
  const expired = stage.token('sam', { expiresInSeconds: -600 });
  expect(await challengeOf(bearer(expired))).toBe('Bearer error="invalid_token"');
});

test('answers a stranger before the body arrives at all', async () => {
  const headers = { 'content-type': 'application/json', 'content-length': '1000' };
  for (const { method, path } of await operations(stage)) {
    if (method === 'GET') continue;
    expect((await stage.raw(method, path, headers)).status).toBe(401);
  }
});

test('tells nobody without a token which addresses exist', async () => {
  expect((await stage.call(null, 'GET', '/api/nothing')).status).toBe(401);
  expect((await stage.call('sam', 'GET', '/api/nothing')).status).toBe(404);
});

test('takes a token within five minutes of its end', async () => {
  const token = stage.token('sam', { expiresInSeconds: -240 });
  expect((await stage.call(null, 'GET', '/api/me', { headers: bearer(token) })).status).toBe(200);
});

test('refuses a member of our tenant who holds no role', async () => {
  const token = stage.token('sam', {
    overrides: { oid: 'a1000000-0000-4000-8000-000000000099' },
  });
  const answer = await stage.call(null, 'GET', '/api/board', { headers: bearer(token) });
  expect([answer.status, answer.body['code']]).toEqual([403, 'NO_ROLE']);
});

test('says that the directory does not answer instead of blaming the token', async () => {
  const other = await openApiStage();
  try {
    const token = other.token('sam');
    await other.identity.close();
    const answer = await other.call(null, 'GET', '/api/me', { headers: bearer(token) });
    expect([answer.status, answer.body['code']]).toEqual([503, 'DEPENDENCY_UNAVAILABLE']);
  } finally {
    await other.close().catch(() => undefined);
  }
});

test('tells an address that keeps trying without a token to wait', async () => {
  const strict = await openApiStage(0.05);
  try {
    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      statuses.push((await strict.call(null, 'GET', '/api/me')).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429, 429]);
    const known = await strict.call('sam', 'GET', '/api/me');
    expect(known.status).toBe(200);
  } finally {
    await strict.close();
  }
});

test('tells a person who asks too often how long to wait', async () => {
  const strict = await openApiStage(0.05);
  try {
    const writes = await Promise.all(
      Array.from({ length: 8 }, () =>
        strict.call('sam', 'POST', '/api/orders/check', { body: {} }),
      ),
    );
    const refused = writes.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await strict.close();
  }
});
