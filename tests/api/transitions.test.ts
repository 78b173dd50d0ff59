import type { Order } from '../../src/domain/order/order';
import { openApiStage, type ApiStage, type Answer, type Json } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const post = (who: string, orderNumber: string, body: unknown, key?: string) =>
  stage.call(who, 'POST', `/api/orders/${orderNumber}/transitions`, {
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });

const show = (who: string, orderNumber: string) =>
  stage.call(who, 'GET', `/api/orders/${orderNumber}/transitions`);

/** The `seen` object as a client got it with the offers. */
async function seenFor(who: string, orderNumber: string, action: string): Promise<Json> {
  const { body } = await show(who, orderNumber);
  const offers = body['actions'] as { action: string; seen: Json }[];
  return offers.find((offer) => offer.action === action)?.seen ?? {};
}

async function pending(): Promise<Order> {
  const { orderNumber } = await stage.newDraft();
  await stage.bench.act(orderNumber, 'submit', 'sam');
  return stage.bench.read(orderNumber);
}

const stateOf = ({ status, body }: Answer) => [status, body['code']];

test('refuses an action without what was seen', async () => {
  const { orderNumber } = await stage.newDraft();
  expect(stateOf(await post('sam', orderNumber, { action: 'submit' }))).toEqual([
    428,
    'SEEN_REQUIRED',
  ]);
});

test('refuses a submit that does not say which terms were seen', async () => {
  const { orderNumber } = await stage.newDraft();
  const answer = await post('sam', orderNumber, {
    action: 'submit',
    seen: { stage: 'drafted', revision: 1 },
  });
  expect(stateOf(answer)).toEqual([428, 'SEEN_REQUIRED']);
});

test.each([['round'], ['step'], ['terms_hash']])(
  'refuses a decision that does not say which %s was seen',
  async (missing) => {
    const { orderNumber } = await pending();
    const whole = await seenFor('dana', orderNumber, 'approve');
    const seen = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== missing));
    const answer = await post('dana', orderNumber, { action: 'approve', seen });
    expect(stateOf(answer)).toEqual([428, 'SEEN_REQUIRED']);
    expect((await stage.bench.read(orderNumber)).stage).toBe('pending_approval');
  },
);

test('refuses an action on what has moved on, and shows what is now', async () => {
  const { orderNumber } = await pending();
  const seen = await seenFor('dana', orderNumber, 'approve');
  await stage.bench.act(orderNumber, 'recall', 'sam');
  await stage.bench.act(orderNumber, 'submit', 'sam');
  const answer = await post('dana', orderNumber, { action: 'approve', seen });
  expect(stateOf(answer)).toEqual([412, 'SEEN_STALE']);
  expect(answer.body['current']).toMatchObject({ order_number: orderNumber, round: 2 });
  const fresh = await seenFor('dana', orderNumber, 'approve');
  expect(stateOf(await post('dana', orderNumber, { action: 'approve', seen: fresh }))[0]).toBe(200);
});

test('is not bothered by a note written meanwhile', async () => {
  const { orderNumber } = await pending();
  const seen = await seenFor('dana', orderNumber, 'approve');
  const { version } = await stage.bench.read(orderNumber);
  await stage.call('alex', 'PATCH', `/api/orders/${orderNumber}`, {
    headers: { 'if-match': `"${version}"` },
    body: { notes: 'The bell is broken.' },
  });
  expect((await post('dana', orderNumber, { action: 'approve', seen })).status).toBe(200);
});

test('refuses a drag no action stands for, in a sentence, with what is possible', async () => {
  const { orderNumber } = await stage.newDraft();
  const seen = await seenFor('sam', orderNumber, 'submit');
  const columns = (await show('sam', orderNumber)).body['columns'] as Record<string, Json>;
  for (const to_status of ['in_progress', 'installation', 'completed', 'draft']) {
    const answer = await post('sam', orderNumber, { to_status, seen });
    expect(stateOf(answer)).toEqual([409, 'TRANSITION_NOT_POSSIBLE']);
    expect(answer.body['detail']).toMatch(/^[A-Z].*\.$/u);
    expect(columns[to_status]).toMatchObject({ allowed: false, reason: answer.body['detail'] });
    expect(answer.body['allowed']).toEqual(expect.arrayContaining(['submit', 'cancel']));
    expect(answer.body['current']).toMatchObject({ order_number: orderNumber });
  }
  expect((await stage.bench.read(orderNumber)).stage).toBe('drafted');
});

test('a drag to an allowed column does that column’s action', async () => {
  const { orderNumber } = await stage.newDraft();
  const seen = await seenFor('sam', orderNumber, 'submit');
  const answer = await post('sam', orderNumber, { to_status: 'submitted', seen });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ state: 'done', order: { stage: 'pending_approval' } });
  expect(answer.body['message']).toMatch(/^Step 1 of \d waits for .+\.$/u);
});

test('a drag to Cancelled asks for a reason and then withdraws', async () => {
  const { orderNumber } = await stage.newDraft();
  const seen = await seenFor('sam', orderNumber, 'cancel');
  const without = await post('sam', orderNumber, { to_status: 'cancelled', seen });
  expect(stateOf(without)).toEqual([422, 'REASON_REQUIRED']);
  const input = { reason: 'The store stays closed.' };
  const answer = await post('sam', orderNumber, { to_status: 'cancelled', seen, input });
  expect(answer.body).toMatchObject({ state: 'done', order: { stage: 'withdrawn' } });
});

test('asks a word for a rejection', async () => {
  const { orderNumber } = await pending();
  const seen = await seenFor('dana', orderNumber, 'reject');
  const answer = await post('dana', orderNumber, { action: 'reject', seen });
  expect(stateOf(answer)).toEqual([422, 'COMMENT_REQUIRED']);
  const input = { comment: 'Too expensive.' };
  const done = await post('dana', orderNumber, { action: 'reject', seen, input });
  expect(done.body).toMatchObject({ state: 'done', order: { last_reason: 'Too expensive.' } });
});

test('offers exactly what a post then does, and refuses in the same words', async () => {
  const { orderNumber } = await pending();
  for (const who of ['vic', 'sam', 'dana', 'lee', 'alex', 'noor']) {
    const offers = (await show(who, orderNumber)).body['actions'] as Json[];
    for (const { action, allowed, code, reason, seen } of offers) {
      if (allowed === true || action === 'edit') continue;
      const answer = await post(who, orderNumber, { action, seen, input: { comment: 'No.' } });
      expect([403, 409]).toContain(answer.status);
      const { code: told, detail } = answer.body;
      expect([who, action, told, detail]).toEqual([who, action, code, reason]);
    }
  }
});

test.each(['vic', 'noor'])('tells %s who can, even where nothing seen is echoed', async (who) => {
  const { orderNumber } = await pending();
  const answer = await post(who, orderNumber, { action: 'approve' });
  expect(stateOf(answer)).toEqual([403, 'ACTION_FORBIDDEN']);
  const detail = 'This is not yours to do. An approver of its current step can.';
  expect(answer.body).toMatchObject({ detail });
  const dragged = await post(who, orderNumber, { to_status: 'cancelled' });
  expect(stateOf(dragged)).toEqual([403, 'ACTION_FORBIDDEN']);
});

test('changes no fields by a transition: editing has a route of its own', async () => {
  const { orderNumber } = await pending();
  const seen = await seenFor('sam', orderNumber, 'edit');
  const answer = await post('sam', orderNumber, { action: 'edit', seen });
  expect([400, 404]).toContain(answer.status);
  expect((await stage.bench.read(orderNumber)).stage).toBe('pending_approval');
});

test.each([
  { comment: '\u0000' },
  { comment: '\ud800' },
  { comment: 'turned \u202e round' },
  { comment: 'x'.repeat(4_001) },
  { comment: 7 },
  { remark: 'unknown' },
])('takes no text it could not store or show: %j', async (input) => {
  const { orderNumber } = await pending();
  const seen = await seenFor('dana', orderNumber, 'reject');
  const answer = await post('dana', orderNumber, { action: 'reject', seen, input });
  expect([400, 422]).toContain(answer.status);
  expect((await stage.bench.read(orderNumber)).lastReason).toBeNull();
});

describe('DELETE', () => {
  const cancel = (who: string, orderNumber: string, body?: unknown, query = '') =>
    stage.call(who, 'DELETE', `/api/orders/${orderNumber}${query}`, {
      ...(body === undefined ? {} : { body }),
    });

  test.each([[undefined], [{}], [{ reason: '' }], [{ reason: '   ' }]])(
    'without a reason is refused: %j',
    async (body) => {
      const { orderNumber } = await stage.newDraft();
      const answer = await cancel('sam', orderNumber, body);
      expect(stateOf(answer)).toEqual([422, 'REASON_REQUIRED']);
      expect((await stage.bench.read(orderNumber)).stage).toBe('drafted');
    },
  );

  test('withdraws a draft and keeps it', async () => {
    const { orderNumber } = await stage.newDraft();
    const answer = await cancel('sam', orderNumber, { reason: 'Not needed any more.' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ state: 'done', order: { stage: 'withdrawn' } });
    expect((await stage.call('sam', 'GET', `/api/orders/${orderNumber}`)).status).toBe(200);
    const twice = await cancel('sam', orderNumber, { reason: 'Once more, please.' });
    expect(stateOf(twice)).toEqual([409, 'ORDER_ENDED']);
  });

  test('takes the reason from the address and keeps it out of the log', async () => {
    const { orderNumber } = await stage.newDraft();
    const answer = await cancel('sam', orderNumber, undefined, '?reason=a%20secret%20matter');
    expect(answer.status).toBe(200);
    expect(stage.log.join('')).not.toMatch(/secret(%20| )matter/u);
  });

  test('compares what was seen where it is told', async () => {
    const { orderNumber } = await pending();
    const seen = { stage: 'approved', revision: 1 };
    const answer = await cancel('sam', orderNumber, { reason: 'Not needed.', seen });
    expect(stateOf(answer)).toEqual([412, 'SEEN_STALE']);
    expect(answer.body['current']).toMatchObject({ order_number: orderNumber });
  });
});

test('says “being confirmed” where the story has not answered yet', async () => {
  const { orderNumber } = await stage.newDraft();
  const seen = await seenFor('sam', orderNumber, 'submit');
  stage.runtime.isSlow = true;
  try {
    const answer = await post('sam', orderNumber, { action: 'submit', seen });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ state: 'queued', order: { stage: 'drafted' } });
  } finally {
    stage.runtime.isSlow = false;
  }
});

test('refuses an action and a column at once, which may mean two things', async () => {
  const { orderNumber } = await stage.newDraft();
  const seen = await seenFor('sam', orderNumber, 'submit');
  const body = { action: 'submit', to_status: 'cancelled', seen };
  const answer = await post('sam', orderNumber, body);
  expect(stateOf(answer)).toEqual([400, 'BODY_NOT_READABLE']);
  const detail = 'Send action or, for a drag, to_status; not both.';
  expect(answer.body).toMatchObject({ detail, errors: [{ pointer: '/to_status', detail }] });
  expect((await stage.bench.read(orderNumber)).stage).toBe('drafted');
});
