import { many, run, sql } from '../../src/adapters/postgres/sql';
import { openApiStage, ORDER, type Answer, type ApiStage, type Json } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const post = (key: string, body: unknown, who = 'sam') =>
  stage.call(who, 'POST', '/api/orders', { headers: { 'idempotency-key': key }, body });

const numberOf = ({ body }: Answer) => (body['order'] as Json | undefined)?.['order_number'];

test('repeats the first answer word by word and says so', async () => {
  const first = await post('twice', ORDER);
  const second = await post('twice', ORDER);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(second.headers.get('idempotency-replayed')).toBe('true');
});

test('refuses another body under the same key', async () => {
  await post('reused', ORDER);
  const other = await post('reused', { ...ORDER, speed: '2G' });
  expect([other.status, other.body['code']]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
});

test('keeps keys apart by person and by route', async () => {
  const sams = await post('shared', ORDER);
  const alexs = await post('shared', ORDER, 'alex');
  expect(alexs.status).toBe(201);
  expect(numberOf(alexs)).not.toBe(numberOf(sams));
  const check = await stage.call('sam', 'POST', '/api/orders/check', {
    headers: { 'idempotency-key': 'shared' },
    body: ORDER,
  });
  expect(check.status).toBe(200);
});

test('makes one order of many requests at once', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('at once', ORDER)));
  const numbers = new Set(answers.map(numberOf).filter((number) => number !== undefined));
  expect(numbers.size).toBe(1);
  const others = answers.filter(({ status }) => status !== 201);
  expect(others.map(({ body }) => body['code'])).toEqual(
    others.map(() => 'IDEMPOTENCY_KEY_IN_FLIGHT'),
  );
});

test('frees the key of a request that was refused', async () => {
  const refused = await post('corrected', { ...ORDER, speed: 'fast' });
  expect(refused.status).toBe(422);
  expect((await post('corrected', ORDER)).status).toBe(201);
});

test('finds what a request did that died before it answered', async () => {
  const first = await post('died', ORDER);
  await run(
    stage.bench.app,
    sql`UPDATE idempotency SET status = NULL, answer = NULL, headers = NULL,
          created_at = now() - interval '2 minutes' WHERE key = 'died'`,
  );
  const again = await post('died', ORDER);
  expect([again.status, numberOf(again)]).toEqual([201, numberOf(first)]);
});

test('finds an edit again that died before it answered', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const edit = () =>
    stage.call('sam', 'PATCH', `/api/orders/${orderNumber}`, {
      headers: { 'if-match': `"${version}"`, 'idempotency-key': 'died editing' },
      body: { notes: 'Ring twice.' },
    });
  expect((await edit()).status).toBe(200);
  await run(
    stage.bench.app,
    sql`UPDATE idempotency SET status = NULL, answer = NULL, headers = NULL,
          created_at = now() - interval '2 minutes' WHERE key = 'died editing'`,
  );
  const again = await edit();
  expect([again.status, again.body['notes']]).toEqual([200, 'Ring twice.']);
});

test('goes on at once with a request that failed on our side after its change', async () => {
  const { orderNumber, version } = await stage.bench.draft();
  const orders = stage.bench.orders;
  const recordEdit = orders.recordEdit.bind(orders);
  orders.recordEdit = async (edit) => {
    await recordEdit(edit);
    orders.recordEdit = recordEdit;
    throw new Error('Connection terminated unexpectedly');
  };
  const edit = () =>
    stage.call('sam', 'PATCH', `/api/orders/${orderNumber}`, {
      headers: { 'if-match': `"${version}"`, 'idempotency-key': 'lost answer' },
      body: { notes: 'Ring thrice.' },
    });
  const lost = await edit();
  expect([lost.status, lost.body['code']]).toEqual([503, 'DEPENDENCY_UNAVAILABLE']);
  const again = await edit();
  expect([again.status, again.body['notes']]).toEqual([200, 'Ring thrice.']);
  expect((await stage.bench.read(orderNumber)).version).toBe(version + 1);
});

test('holds the key while the first request is still being worked on', async () => {
  await run(
    stage.bench.app,
    sql`INSERT INTO idempotency (person_id, route, key, fingerprint, created_at)
        SELECT person_id, route, 'working', fingerprint, now() FROM idempotency WHERE key = 'twice'`,
  );
  const answer = await post('working', ORDER);
  expect([answer.status, answer.body['code']]).toEqual([409, 'IDEMPOTENCY_KEY_IN_FLIGHT']);
});

test('does an action once under one key', async () => {
  const { orderNumber, termsHash } = await stage.bench.draft();
  const submit = () =>
    stage.call('sam', 'POST', `/api/orders/${orderNumber}/transitions`, {
      headers: { 'idempotency-key': 'submit once' },
      body: { action: 'submit', seen: { stage: 'drafted', revision: 1, terms_hash: termsHash } },
    });
  const first = await submit();
  const second = await submit();
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.text).toBe(first.text);
  const rows = await many<{ n: number }>(
    stage.bench.app,
    sql`SELECT count(*)::int AS n FROM intents i JOIN orders o ON o.id = i.order_id
        WHERE o.order_number = ${orderNumber}`,
  );
  expect(rows[0]?.n).toBe(1);
});

test.each([[''], ['x'.repeat(201)]])('refuses a key of a wrong length', async (key) => {
  const answer = await post(key, ORDER);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const detail = 'Idempotency-Key: Send 1 to 200 characters.';
  const error = { parameter: 'Idempotency-Key', code: 'PARAMETER_NOT_READABLE', detail };
  expect(answer.body).toMatchObject({ detail, errors: [error] });
});
