import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import {
  openApiStage,
  operations,
  ORDER,
  type ApiStage,
  type Asking,
  type Json,
} from './support/api-stage';

let stage: ApiStage;
let document: Json;
const validators = new Map<string, ValidateFunction>();
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
const seenWell = new Set<string>();

beforeAll(async () => {
  stage = await openApiStage();
  document = (await stage.call(null, 'GET', '/openapi.json')).body;
  ajv.addSchema(document, 'api');
});
afterAll(() => stage.close());

const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

function validatorOf(pointer: string): ValidateFunction {
  const known = validators.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
  validators.set(pointer, known);
  return known;
}

/** Calls, and holds the answer to what the document says of this path, method and status. */
async function fitting(who: string | null, method: string, path: string, asking: Asking = {}) {
  const answer = await stage.call(who, method, path, asking);
  const template = (path.split('?')[0] ?? '').replace(/CO-2026-\d{6}/u, '{id}');
  const place = ['paths', template, method.toLowerCase(), 'responses', String(answer.status)];
  const documented = place.reduce<unknown>(
    (at, part) => (at as Json | undefined)?.[part],
    document,
  );
  expect([method, template, answer.status, documented !== undefined]).toEqual([
    method,
    template,
    answer.status,
    true,
  ]);
  const content = (documented as { content?: Json }).content ?? {};
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  expect(Object.keys(content)).toEqual(type === '' ? [] : [type]);
  if (type !== '') {
    const pointer = `/${[...place, 'content', type, 'schema'].map(escaped).join('/')}`;
    const validate = validatorOf(pointer.replaceAll('{', '%7B').replaceAll('}', '%7D'));
    const fits = validate(answer.body);
    expect({ path, errors: fits ? [] : validate.errors }).toEqual({ path, errors: [] });
  }
  if (answer.status < 300) seenWell.add(`${method} ${template}`);
  return answer;
}

const seenFor = async (who: string, number: string, action: string) => {
  const { body } = await fitting(who, 'GET', `/api/orders/${number}/transitions`);
  const offers = body['actions'] as { action: string; seen: Json }[];
  return offers.find((offer) => offer.action === action)?.seen;
};

const act = async (who: string, number: string, action: string, input: Json = {}) => {
  const seen = await seenFor(who, number, action);
  const body = { action, seen, input };
  return fitting(who, 'POST', `/api/orders/${number}/transitions`, { body });
};

test('reads of an order at every turn of its approval', async () => {
  const made = await fitting('sam', 'POST', '/api/orders', { body: { ...ORDER, then: 'submit' } });
  const number = String((made.body['order'] as Json)['order_number']);
  const look = async () => {
    const paths = ['', '/timeline', '/transitions', '/audit'].map(
      (part) => `/api/orders/${number}${part}`,
    );
    paths.push('/api/board', '/api/orders?view=board&count=true', `/api/orders?ids=${number}`);
    for (const who of ['sam', 'vic', 'dana', 'alex', 'noor']) {
      await Promise.all(paths.map((path) => fitting(who, 'GET', path)));
    }
  };
  await look();
  expect((await act('dana', number, 'approve')).status).toBe(200);
  await look();
  expect((await act('lee', number, 'return', { comment: 'Ask for two quotes.' })).status).toBe(200);
  await look();
  expect((await act('sam', number, 'cancel', { reason: 'Not needed.' })).status).toBe(200);
  await look();
}, 30_000);

test('lists, persons and checks', async () => {
  for (const path of ['/api/me', '/api/sites', '/api/providers']) await fitting('vic', 'GET', path);
  await fitting('sam', 'POST', '/api/orders/check', { body: {} });
  await fitting('sam', 'POST', '/api/orders/check', { body: { ...ORDER, site_id: 'TXD14' } });
  await fitting('sam', 'POST', '/api/orders/check', { body: { ...ORDER, monthly_cost: '90000' } });
});

test('edits, cancellations and what waits for its workflow', async () => {
  const order = await stage.newDraft();
  const path = `/api/orders/${order.orderNumber}`;
  const ifMatch = (version: unknown) => ({ 'if-match': `"${String(version)}"` });
  const { body: patched } = await fitting('sam', 'PATCH', path, {
    body: { notes: 'Ring the bell.' },
    headers: ifMatch(order.version),
  });
  const put = { ...ORDER, site_id: order.site.id, circuit_purpose: order.circuitPurpose };
  await fitting('sam', 'PUT', path, { body: put, headers: ifMatch(patched['version']) });
  await fitting('sam', 'GET', path, { headers: { 'if-none-match': '*' } });
  stage.runtime.isSlow = true;
  expect((await act('sam', order.orderNumber, 'submit')).status).toBe(202);
  stage.runtime.isSlow = false;
  const other = await stage.newDraft();
  const body = { reason: 'Not needed.' };
  await fitting('sam', 'DELETE', `/api/orders/${other.orderNumber}`, { body });
});

test('problems of every kind', async () => {
  const order = await stage.newDraft();
  const path = `/api/orders/${order.orderNumber}`;
  const stale = { 'if-match': '"1"' };
  const seen = { stage: 'testing', revision: 1 };
  const drag = { to_status: 'completed', seen: { stage: 'drafted', revision: 1 } };
  const cases: [number, string | null, string, string, Asking][] = [
    [400, 'sam', 'GET', '/api/orders?limit=0&colour=red', {}],
    [400, 'sam', 'POST', '/api/orders', { body: '{' }],
    [401, null, 'GET', path, {}],
    [403, 'vic', 'POST', '/api/orders', { body: ORDER }],
    [403, 'dana', 'POST', `${path}/transitions`, { body: { action: 'cancel', seen } }],
    [404, 'sam', 'GET', '/api/orders/CO-2026-999999', {}],
    [404, 'sam', 'POST', `${path}/transitions`, { body: { action: 'dance', seen } }],
    [409, 'sam', 'POST', `${path}/transitions`, { body: drag }],
    [412, 'sam', 'PATCH', path, { body: { notes: 'Old' }, headers: stale }],
    [412, 'alex', 'POST', `${path}/transitions`, { body: { action: 'accept', seen } }],
    [415, 'sam', 'POST', '/api/orders', { body: 'x', headers: { 'content-type': 'text/plain' } }],
    [422, 'sam', 'POST', '/api/orders', { body: { speed: 'fast', colour: 'red' } }],
    [422, 'sam', 'DELETE', path, {}],
    [428, 'sam', 'PATCH', path, { body: { notes: 'None' } }],
    [428, 'sam', 'POST', `${path}/transitions`, { body: { action: 'submit' } }],
  ];
  for (const [status, who, method, address, asking] of cases) {
    const answer = await fitting(who, method, address, asking);
    expect([method, address, answer.status]).toEqual([method, address, status]);
    expect(answer.body['detail']).toMatch(/\.$/u);
    expect(answer.body['status']).toBe(status);
  }
});

test('no operation of the document is left out', async () => {
  const all = (await operations(stage)).map(
    ({ method, path }) => `${method} ${path.replace('CO-2026-000001', '{id}')}`,
  );
  // The stream speaks no JSON; it has claims of its own.
  expect(all.filter((one) => !seenWell.has(one))).toEqual(['GET /api/events']);
});
