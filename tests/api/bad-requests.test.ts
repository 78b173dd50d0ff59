import { gzipSync } from 'node:zlib';
import { openApiStage, operations, ORDER, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  stage.call('sam', 'POST', '/api/orders', { body, headers });

const text = JSON.stringify(ORDER);

const BODIES: Record<string, { body: string; headers?: Record<string, string>; status: number }> = {
  'broken JSON': { body: '{"site_id": ', status: 400 },
  'a bare text': { body: '"hello"', status: 400 },
  'a bare null': { body: 'null', status: 400 },
  'a list': { body: '[]', status: 400 },
  'a list of numbers as long as may be': { body: `[${'0,'.repeat(400_000)}0]`, status: 400 },
  'JSON as deep as may be': { body: `${'['.repeat(200_000)}${']'.repeat(200_000)}`, status: 400 },
  'a deep value': { body: `{"notes": ${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`, status: 400 },
  'more than a megabyte': { body: `{"notes": "${'x'.repeat(1_100_000)}"}`, status: 413 },
  'an unknown media type': { body: text, headers: { 'content-type': 'text/plain' }, status: 415 },
  'a form': {
    body: 'site_id=TXH97',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
  },
  'an unknown character set': {
    body: text,
    headers: { 'content-type': 'application/json; charset=ebcdic' },
    status: 415,
  },
  'an unknown encoding': { body: text, headers: { 'content-encoding': 'secret' }, status: 415 },
  'a broken encoding': { body: text, headers: { 'content-encoding': 'gzip' }, status: 400 },
};

test.each(Object.keys(BODIES))('refuses %s', async (kind) => {
  const { body = '', headers, status } = BODIES[kind] ?? {};
  const answer = await post(body, headers);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.text).not.toMatch(/Unexpected|position \d|node_modules|\bat [/\w]/u);
});

test.each([
  [text.replace('{', '{"site_id":"TXD97",'), '/site_id', '“site_id” is given twice. Send it once.'],
  [
    text.replace('{', '{"notes":{"a/b":1,"a\\/b":1},'),
    '/notes/a~1b',
    '“a/b” is given twice. Send it once.',
  ],
])('refuses a key that is given twice, and names it: %#', async (body, pointer, detail) => {
  const code = 'FIELD_DOUBLED';
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code, detail, errors: [{ pointer, code, detail }] });
});

test('says how deep a body may be', async () => {
  const { status, body } = await post(`{"notes": ${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`);
  expect([status, body['code']]).toEqual([400, 'BODY_NOT_READABLE']);
  expect(body['detail']).toBe('The body is nested too deeply. Use no more than 20 levels.');
});

test('reads JSON as UTF-8 alone', async () => {
  const headers = { 'content-type': 'application/json; charset=utf-16' };
  expect((await post(text, headers)).status).toBe(415);
});

test('refuses a small body that unpacks to a large one', async () => {
  const response = await fetch(`${stage.origin}/api/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stage.token('sam')}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    },
    body: gzipSync(`{"notes": "${'x'.repeat(50_000_000)}"}`),
  });
  expect(response.status).toBe(413);
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
  'takes %s for a field nobody knows, and nothing else changes',
  async (name) => {
    const poisoned = `{"${name}": {"then": "submit", "polluted": true}, ${text.slice(1)}`;
    const answer = await post(poisoned);
    expect([400, 422]).toContain(answer.status);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const nested = await stage.call('sam', 'POST', '/api/orders/CO-2026-000001/transitions', {
      body: `{"action": "submit", "seen": {"${name}": {"stage": "drafted"}}}`,
    });
    expect([400, 404, 422, 428]).toContain(nested.status);
  },
);

test.each(['\u0000', '\ud800', '\u202e', '\u0007', '\u009b'])(
  'refuses %j in every text field',
  async (bad) => {
    for (const field of Object.keys(ORDER).concat('notes', 'special_requirements')) {
      const body = { ...ORDER, [field]: `text with ${bad} in it` };
      const answer = await stage.call('sam', 'POST', '/api/orders', { body });
      expect([field, answer.status]).toEqual([field, answer.status === 400 ? 400 : 422]);
    }
  },
);

test.each([[{}], [[]], [true], [1e400], [[['x']]]])(
  'refuses a value of another kind in every field: %j',
  async (value) => {
    for (const field of Object.keys(ORDER).concat('notes', 'client_id', 'then')) {
      const answer = await stage.call('sam', 'POST', '/api/orders', {
        body: { ...ORDER, [field]: value },
      });
      if (value === 1e400) expect(answer.status).toBeLessThan(500);
      else expect([400, 422]).toContain(answer.status);
    }
  },
);

test('names what is wrong with a shape by pointer', async () => {
  const answer = await stage.call('sam', 'POST', '/api/orders/CO-2026-000001/transitions', {
    body: { action: 'fly', seen: { stage: 'nowhere', revision: -1 }, extra: 1 },
  });
  expect([400, 422]).toContain(answer.status);
  const errors = answer.body['errors'] as { pointer: string }[];
  expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
    '/extra',
    '/seen/revision',
    '/seen/stage',
  ]);
});

test('knows addresses and methods apart', async () => {
  const unknown = await stage.call('sam', 'GET', '/api/orders/CO-2026-000001/nothing');
  expect([unknown.status, unknown.body['code']]).toEqual([404, 'ROUTE_UNKNOWN']);
  const method = await stage.call('sam', 'DELETE', '/api/board');
  expect([method.status, method.body['code']]).toEqual([405, 'METHOD_UNKNOWN']);
  expect(method.headers.get('allow')).toContain('GET');
  const page = await stage.call(null, 'GET', '/nothing');
  expect([page.status, page.body['code']]).toEqual([404, 'ROUTE_UNKNOWN']);
  const order = await stage.call('sam', 'GET', '/api/orders/CO-2026-000999');
  expect([order.status, order.body['code']]).toEqual([404, 'ORDER_NOT_FOUND']);
  expect(order.body).toMatchObject({ instance: '/api/orders/CO-2026-000999', status: 404 });
});

test.each(['HEAD', 'OPTIONS'])('answers %s without a body and without trouble', async (method) => {
  for (const { path } of await operations(stage)) {
    const answer = await stage.call('sam', method, path);
    expect([path, answer.status < 500]).toEqual([path, true]);
    if (method === 'HEAD') expect(answer.text).toBe('');
  }
});

test.each([
  '/api/orders/%E0%A4%A',
  '/api/%c0%af',
  '/%',
  '/assets/%00',
  '/assets/..%2f..%2fpackage.json',
])('takes a malformed address for a mistake of the caller: %s', async (path) => {
  const { status } = await stage.raw('GET', path, {
    authorization: `Bearer ${stage.token('sam')}`,
  });
  expect([400, 403, 404]).toContain(status);
});

test('lets no header of a request reach the answer', async () => {
  const path = '/auth/login?return=/circuit-orders%0d%0aset-cookie:%20evil=1';
  const answer = await stage.call(null, 'GET', path);
  expect(answer.headers.get('set-cookie') ?? '').not.toContain('evil');
});

test('says when our side fails, by a trace id and no more', async () => {
  const other = await openApiStage();
  try {
    const broken = other.bench.orders as { readTimeline: unknown };
    broken.readTimeline = () => Promise.reject(new Error('password=hunter2 at secret.ts:7'));
    const { orderNumber } = await other.bench.draft();
    const answer = await other.call('sam', 'GET', `/api/orders/${orderNumber}/timeline`);
    expect([answer.status, answer.body['code']]).toEqual([500, 'INTERNAL']);
    expect(answer.text).not.toMatch(/hunter2|secret\.ts/u);
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/u.exec(String(answer.body['detail']))?.[0];
    expect(id).toBeDefined();
    expect(other.log.join('')).toContain(id);
  } finally {
    await other.close();
  }
});

test.each([
  ['monthly_cost', true, 'MONEY_NOT_READABLE', '“true” is not an amount of money.'],
  ['speed', ['1G'], 'SPEED_NOT_READABLE', '“["1G"]” is not a speed.'],
  ['contract_term', { months: 36 }, 'TERM_NOT_READABLE', '“{"months":36}” is not a contract term.'],
  ['site_id', false, 'SITE_UNKNOWN', '“false”'],
  ['justification', [], 'TEXT_EXPECTED', 'This is not a text.'],
  ['notes', {}, 'TEXT_EXPECTED', 'This is not a text.'],
  ['notes', 4401234567890123456789, 'TEXT_EXPECTED', 'This is not a text.'],
])('says of %s = %j what would be right, not that the field does not exist', async (...row) => {
  const [field, value, code, words] = row;
  const answer = await post(JSON.stringify({ ...ORDER, [field]: value }));
  expect(answer.status).toBe(422);
  const errors = answer.body['errors'] as { pointer: string; code: string; detail: string }[];
  expect(errors).toMatchObject([{ pointer: `/${field}`, code }]);
  expect(errors[0]?.detail).toContain(words);
});

const TRANSITIONS = '/api/orders/CO-2026-000001/transitions';
const SEEN = { stage: 'drafted', revision: 1 };
const shapeOf = (body: unknown) => stage.call('sam', 'POST', TRANSITIONS, { body });

test.each([
  ['limit=0', 'limit', 'limit: Send at least 1.'],
  ['limit=201', 'limit', 'limit: Send at most 200.'],
  ['limit=many', 'limit', 'limit: Send a number.'],
  ['limit=1.5', 'limit', 'limit: Send a whole number.'],
  ['sort=price', 'sort', 'sort: Send updated, created or due.'],
  ['created_from=31-12-2026', 'created_from', 'created_from: Send a date like 2027-03-31.'],
  ['ids=7', 'ids', 'ids: Send order numbers like CO-2026-000123.'],
  [`provider=${'x'.repeat(61)}`, 'provider', 'provider: Send at most 60 characters.'],
])('says in our own words what ?%s should be', async (query, parameter, detail) => {
  const code = 'PARAMETER_NOT_READABLE';
  const { status, body } = await stage.call('sam', 'GET', `/api/orders?${query}`);
  expect(status).toBe(400);
  expect(body).toMatchObject({ code, detail, errors: [{ parameter, code, detail }] });
});

test.each<[unknown, string, string, string]>([
  [{ seen: { ...SEEN, revision: 0 } }, '/seen/revision', 'BODY_NOT_READABLE', 'Send more than 0.'],
  [{ seen: { ...SEEN, revision: 'x' } }, '/seen/revision', 'BODY_NOT_READABLE', 'Send a number.'],
  [{ seen: [] }, '/seen', 'BODY_NOT_READABLE', 'Send an object.'],
  [{ action: 7 }, '/action', 'BODY_NOT_READABLE', 'Send a text in quotes.'],
  [
    { seen: { ...SEEN, terms_hash: 'x' } },
    '/seen/terms_hash',
    'BODY_NOT_READABLE',
    'Write it as the API document says.',
  ],
  [[], '', 'BODY_NOT_READABLE', 'Send an object.'],
])('says in our own words what a body should be: %j', async (body, pointer, code, detail) => {
  const answer = await shapeOf(body);
  expect(answer.body).toMatchObject({ code, errors: [{ pointer, code, detail }] });
  expect(answer.body['detail']).toBe(pointer === '' ? detail : `${pointer}: ${detail}`);
});

test('names the choices where a value is none of them', async () => {
  const { body } = await shapeOf({ to_status: 'done', seen: SEEN });
  const [error] = body['errors'] as { code: string; detail: string }[];
  expect(error).toMatchObject({ code: 'CHOICE_UNKNOWN' });
  expect(error?.detail).toMatch(/^Send draft, submitted, .+ or cancelled\.$/u);
});

test('finds fault with the reason of a cancellation where it came from', async () => {
  const { orderNumber } = await stage.newDraft();
  const path = `/api/orders/${orderNumber}`;
  const bad = `${path}?reason=${encodeURIComponent('too\u0007loud')}`;
  const asParameter = await stage.call('sam', 'DELETE', bad);
  expect(asParameter.body['errors']).toMatchObject([{ pointer: '', parameter: 'reason' }]);
  const asField = await stage.call('sam', 'DELETE', path, { body: { reason: 'too\u0007loud' } });
  expect(asField.body['errors']).toMatchObject([{ pointer: '/reason' }]);
  const body = { reason: 'This one.' };
  const twice = await stage.call('sam', 'DELETE', `${path}?reason=That.`, { body });
  expect([twice.status, twice.body['code']]).toEqual([400, 'PARAMETER_NOT_READABLE']);
  expect((await stage.bench.read(orderNumber)).stage).toBe('drafted');
});
