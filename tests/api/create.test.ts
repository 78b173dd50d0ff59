import { randomUUID } from 'node:crypto';
import { many, sql } from '../../src/adapters/postgres/sql';
import { openApiStage, ORDER, wrongs, type ApiStage, type Json } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const count = async () =>
  (await many<{ n: number }>(stage.bench.app, sql`SELECT count(*)::int AS n FROM orders`))[0]?.n;

const BAD = {
  site_id: 'ZZZ99',
  circuit_purpose: 'Spare',
  provider: 'spectrum',
  speed: 'fast',
  justification: 'Too short',
  target_date: '2026-03-02',
  monthly_cost: '-1.00',
  install_cost: 'a lot',
  contract_term: 'long',
  colour: 'green',
  'a/b~c': 1,
};

const WRONG = [
  'CHOICE_UNKNOWN /circuit_purpose',
  'DATE_PAST /target_date',
  'FIELD_UNKNOWN /a~1b~0c',
  'FIELD_UNKNOWN /colour',
  'MONEY_NEGATIVE /monthly_cost',
  'MONEY_NOT_READABLE /install_cost',
  'PROVIDER_INACTIVE /provider',
  'SITE_UNKNOWN /site_id',
  'SPEED_NOT_READABLE /speed',
  'TERM_NOT_READABLE /contract_term',
  'TEXT_TOO_SHORT /justification',
];

test('names everything wrong with an order at once and stores nothing', async () => {
  const before = await count();
  const answer = await stage.call('sam', 'POST', '/api/orders', { body: BAD });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(wrongs(answer)).toEqual(WRONG);
  const details = (answer.body['errors'] as Json[]).map(({ detail }) => String(detail));
  expect(details.filter((detail) => !/\.$/u.test(detail))).toEqual([]);
  expect(details).toContain('Write at least 10 characters; it has 9.');
  expect(await count()).toBe(before);
});

test('knows a field by its column alone; the words of the chat are unknown fields', async () => {
  const before = await count();
  const { site_id: site, justification: why, ...rest } = ORDER;
  const answer = await stage.call('sam', 'POST', '/api/orders', { body: { ...rest, site, why } });
  expect(wrongs(answer)).toEqual([
    'FIELD_REQUIRED /justification',
    'FIELD_REQUIRED /site_id',
    'FIELD_UNKNOWN /site',
    'FIELD_UNKNOWN /why',
  ]);
  const twice = { ...ORDER, monthlyCost: '1.00' };
  for (const path of ['/api/orders', '/api/orders/check']) {
    const { status, body } = await stage.call('sam', 'POST', path, { body: twice });
    const problems = (body['errors'] ?? body['problems']) as Json[];
    expect([path, status]).toEqual([path, path === '/api/orders' ? 422 : 200]);
    expect(problems).toMatchObject([{ pointer: '/monthlyCost', code: 'FIELD_UNKNOWN' }]);
  }
  expect(await count()).toBe(before);
});

test('names the same in a check', async () => {
  const answer = await stage.call('sam', 'POST', '/api/orders/check', { body: BAD });
  const problems = (answer.body['problems'] as { pointer: string; code: string }[]).map(
    ({ pointer, code }) => `${code} ${pointer}`,
  );
  expect([answer.status, problems.sort()]).toEqual([200, WRONG]);
});

test('names every field a draft cannot do without', async () => {
  const answer = await stage.call('sam', 'POST', '/api/orders', { body: {} });
  expect(wrongs(answer)).toEqual(
    ['circuit_purpose', 'justification', 'provider', 'site_id', 'speed'].map(
      (field) => `FIELD_REQUIRED /${field}`,
    ),
  );
});

test('answers with the draft, its address, its version and what a submit would meet', async () => {
  const made = await stage.call('sam', 'POST', '/api/orders', { body: ORDER });
  const order = made.body['order'] as Json;
  expect(made.status).toBe(201);
  expect(made.headers.get('location')).toBe(`/api/orders/${String(order['order_number'])}`);
  expect(made.headers.get('etag')).toBe(`"${String(order['version'])}"`);
  expect(order).toMatchObject({ stage: 'drafted', status: 'draft', monthly_cost: '1800.00' });
  expect(made.body['checks']).toMatchObject({ total_cost: '65800.00' });
  expect(made.body['submit']).toBeNull();
  const read = await stage.call('sam', 'GET', String(made.headers.get('location')));
  expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
  const again = await stage.call('sam', 'GET', String(made.headers.get('location')), {
    headers: { 'if-none-match': String(made.headers.get('etag')) },
  });
  expect([again.status, again.text]).toEqual([304, '']);
});

test('submits with `then: submit`, and keeps the draft with the reason where that is refused', async () => {
  const body = { ...ORDER, site_id: 'TXD14', then: 'submit' };
  const first = await stage.call('sam', 'POST', '/api/orders', { body });
  expect(first.body).toMatchObject({
    order: { stage: 'pending_approval' },
    submit: { state: 'done', code: null },
  });
  const second = await stage.call('sam', 'POST', '/api/orders', { body });
  expect(second.status).toBe(201);
  expect(second.body).toMatchObject({
    order: { stage: 'drafted' },
    submit: { state: 'refused', code: 'DUPLICATE_OPEN' },
  });
});

test('stores nothing in a check, whosever order is named', async () => {
  const order = await stage.bench.draft();
  const before = await count();
  const answer = await stage.call('sam', 'POST', '/api/orders/check', {
    body: { ...ORDER, speed: '2G', order_number: order.orderNumber },
  });
  const findings = answer.body['findings'] as Json[];
  expect(findings.map(({ code }) => code)).toContain('SERVICEABILITY_YELLOW');
  expect(await count()).toBe(before);
  expect(await stage.bench.read(order.orderNumber)).toEqual(order);
});

test('makes one order of one client id, and of one only', async () => {
  const client_id = randomUUID();
  const body = { ...ORDER, client_id };
  const answers = await Promise.all(
    [1, 2, 3].map(() => stage.call('sam', 'POST', '/api/orders', { body })),
  );
  const numbers = answers.map(
    (answer) => (answer.body['order'] as Json | undefined)?.['order_number'],
  );
  const later = await stage.call('sam', 'POST', '/api/orders', { body });
  const number = (later.body['order'] as Json)['order_number'];
  expect(new Set([...numbers.filter((made) => made !== undefined), number]).size).toBe(1);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});

test('submits under a known client id only the terms the request says', async () => {
  const wish = {
    ...{ ...ORDER, site_id: 'WAS14', client_id: randomUUID(), notes: ' Ring  first. ' },
    ...{ speed: '1 G', monthly_cost: '300', install_cost: '100.0', target_date: '2026-06-01' },
  };
  const submit = { ...wish, then: 'submit' };
  const draft = await stage.call('sam', 'POST', '/api/orders', { body: wish });
  const number = String((draft.body['order'] as Json)['order_number']);
  const other = await stage.call('sam', 'POST', '/api/orders', {
    body: { ...submit, monthly_cost: '90000' },
  });
  expect(other.body['submit']).toMatchObject({ state: 'refused', code: 'SEEN_STALE' });
  expect((await stage.bench.read(number)).stage).toBe('drafted');
  const same = await stage.call('sam', 'POST', '/api/orders', { body: submit });
  expect(same.body).toMatchObject({ order: { order_number: number }, submit: { state: 'done' } });
});

test('never gives one person the order another made under the same client id', async () => {
  const body = { ...ORDER, client_id: randomUUID() };
  const first = await stage.call('sam', 'POST', '/api/orders', { body });
  const second = await stage.call('alex', 'POST', '/api/orders', { body });
  const numberOf = ({ body: made }: typeof first) =>
    (made['order'] as Json | undefined)?.['order_number'];
  expect(numberOf(first)).toBeDefined();
  expect(numberOf(second)).not.toBe(numberOf(first));
});

test('says when a client id has already made an order of other terms', async () => {
  const wish = { ...ORDER, site_id: 'ILC33', client_id: randomUUID() };
  const make = (more: Json = {}) =>
    stage.call('sam', 'POST', '/api/orders', { body: { ...wish, ...more } });
  const first = await make();
  expect([first.status, first.body['differs']]).toEqual([201, false]);
  const again = await make();
  expect([again.status, again.body['differs']]).toEqual([201, false]);
  const other = await make({ speed: '2G' });
  expect(other.status).toBe(200);
  expect(other.body).toMatchObject({ differs: true, order: { speed: '1G' }, submit: null });
  for (const header of ['location', 'etag']) {
    expect(other.headers.get(header)).toBe(first.headers.get(header));
  }
});
