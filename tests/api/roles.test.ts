import { openApiStage, operations, ORDER, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const PEOPLE = ['vic', 'sam', 'dana', 'alex', 'noor'] as const;
type Person = (typeof PEOPLE)[number];

/** Who gets through, on a draft of Sam’s: viewer, requester, approver, admin, auditor. */
const CELLS: Record<string, { may: readonly Person[]; good: number; body?: unknown }> = {
  'GET /api/orders': { may: PEOPLE, good: 200 },
  'POST /api/orders': { may: ['sam', 'alex'], good: 201, body: ORDER },
  'POST /api/orders/check': { may: ['sam', 'alex'], good: 200, body: ORDER },
  'GET /api/orders/{id}': { may: PEOPLE, good: 200 },
  'PUT /api/orders/{id}': { may: ['sam', 'alex'], good: 200, body: { ...ORDER, speed: '2G' } },
  'PATCH /api/orders/{id}': { may: ['sam', 'alex'], good: 200, body: { notes: 'Ring the bell.' } },
  'DELETE /api/orders/{id}': { may: ['sam', 'alex'], good: 200, body: { reason: 'Not needed.' } },
  'GET /api/orders/{id}/timeline': { may: PEOPLE, good: 200 },
  'GET /api/orders/{id}/audit': { may: ['alex', 'noor'], good: 200 },
  'GET /api/orders/{id}/transitions': { may: PEOPLE, good: 200 },
  'POST /api/orders/{id}/transitions': { may: ['sam', 'alex'], good: 200 },
  'GET /api/board': { may: PEOPLE, good: 200 },
  'GET /api/me': { may: PEOPLE, good: 200 },
  'GET /api/sites': { may: PEOPLE, good: 200 },
  'GET /api/providers': { may: PEOPLE, good: 200 },
};

const cells = Object.entries(CELLS).flatMap(([route, cell]) =>
  PEOPLE.map((person) => ({ route, person, ...cell })),
);

test.each(cells)('$person on $route', async ({ route, person, may, good, body }) => {
  const order = await stage.newDraft();
  const [method = '', path = ''] = route.split(' ');
  const { stage: at, revision, termsHash } = order;
  const submit = { action: 'submit', seen: { stage: at, revision, terms_hash: termsHash } };
  const sent = method === 'POST' && path.endsWith('transitions') ? submit : body;
  const answer = await stage.call(person, method, path.replace('{id}', order.orderNumber), {
    ...(sent === undefined ? {} : { body: sent }),
    ...(method === 'PUT' || method === 'PATCH'
      ? { headers: { 'if-match': `"${order.version}"` } }
      : {}),
  });
  const expected = may.includes(person) ? [good, undefined] : [403, 'ACTION_FORBIDDEN'];
  expect([answer.status, answer.body['code']]).toEqual(expected);
  if (answer.status === 403) expect(answer.body['detail']).toMatch(/ can\.$/u);
});

test('has a cell for every route of the document', async () => {
  const known = new Set(Object.keys(CELLS));
  const routes = (await operations(stage)).map(
    ({ method, path }) => `${method} ${path.replace('CO-2026-000001', '{id}')}`,
  );
  // The stream has claims of its own.
  expect(routes.filter((route) => !known.has(route) && route !== 'GET /api/events')).toEqual([]);
});

test('lets a requester change only what they asked for themselves', async () => {
  const order = await stage.bench.draft(undefined, 'alex');
  const path = `/api/orders/${order.orderNumber}`;
  const edit = await stage.call('sam', 'PATCH', path, {
    headers: { 'if-match': `"${order.version}"` },
    body: { notes: 'Mine now.' },
  });
  expect(edit.status).toBe(403);
  expect((await stage.call('sam', 'DELETE', path, { body: { reason: 'Mine.' } })).status).toBe(403);
  expect((await stage.bench.read(order.orderNumber)).version).toBe(order.version);
});

const MONEY = /"(monthly_cost|install_cost|total_cost|budget)"|1800|1000\.00|65800/u;

test('hides money from viewers in every answer about an order', async () => {
  const { orderNumber } = await stage.bench.draft();
  await stage.bench.act(orderNumber, 'submit', 'sam');
  const paths = [
    `/api/orders/${orderNumber}`,
    `/api/orders/${orderNumber}/timeline`,
    `/api/orders/${orderNumber}/transitions`,
    '/api/orders?view=board',
    '/api/board',
  ];
  for (const path of paths) {
    const { text } = await stage.call('vic', 'GET', path);
    expect([path, MONEY.exec(text)?.[0]]).toEqual([path, undefined]);
  }
  const own = await stage.call('sam', 'GET', `/api/orders/${orderNumber}`);
  expect(own.body).toMatchObject({ monthly_cost: '1800.00', install_cost: '1000.00' });
  expect((await stage.call('dana', 'GET', `/api/orders/${orderNumber}`)).body).toMatchObject({
    monthly_cost: '1800.00',
  });
});

test('hides the money of others from a requester', async () => {
  const { orderNumber } = await stage.bench.draft(undefined, 'alex');
  const { body, text } = await stage.call('sam', 'GET', `/api/orders/${orderNumber}`);
  expect(body).not.toHaveProperty('monthly_cost');
  expect(text).not.toMatch(/1800/u);
  const timeline = await stage.call('sam', 'GET', `/api/orders/${orderNumber}/timeline`);
  expect(timeline.text).not.toMatch(/1800|1000\.00/u);
});

test('hides money in the present state a refusal brings along', async () => {
  const { orderNumber } = await stage.bench.draft();
  const refused = await stage.call('vic', 'POST', `/api/orders/${orderNumber}/transitions`, {
    body: { to_status: 'completed', seen: { stage: 'drafted', revision: 1 } },
  });
  expect([403, 409]).toContain(refused.status);
  expect(refused.text).not.toMatch(MONEY);
});
