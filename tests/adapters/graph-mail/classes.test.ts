import {
  aMail,
  listOf,
  mailerAt,
  startScriptedGraph,
  type Answer,
  type ScriptedGraph,
} from './scripted-graph';

let graph: ScriptedGraph;
afterEach(() => graph.close());

const failure = (code: string): unknown => ({ error: { code, message: 'Because.' } });

/** A draft that is answered so. */
async function draftAnswered(answer: Answer) {
  graph = await startScriptedGraph((call) => (call.method === 'GET' ? listOf() : answer));
  // Short only where silence is waited for: a busy machine is not a silent mailbox.
  return mailerAt(graph.url, answer === 'hang' ? { timeoutMs: 700 } : {}).send(aMail());
}

test.each<[string, Answer]>([
  ['a reset', 'reset'],
  ['silence', 'hang'],
  ['500', { status: 500, json: failure('InternalServerError') }],
  ['504 without a body', { status: 504, text: '' }],
  ['a page', { headers: { 'content-type': 'text/html' }, text: '<html></html>' }],
  ['JSON cut short', { status: 201, text: '{"id":"AAMk' }],
  ['a redirect', { status: 302, headers: { location: 'https://127.0.0.1:1/' }, text: '' }],
  ['a forbidden mailbox', { status: 403, json: failure('ErrorAccessDenied') }],
])('tries again later after %s, having called once', async (_name, answer) => {
  expect(await draftAnswered(answer)).toMatchObject({ outcome: 'retry_later' });
  expect(graph.calls.filter((call) => call.method === 'POST')).toHaveLength(1);
});

test.each([429, 503])('honours Retry-After of %i and makes no call before', async (status) => {
  graph = await startScriptedGraph(() => ({ status, headers: { 'retry-after': '30' } }));
  const mailer = mailerAt(graph.url);
  expect(await mailer.send(aMail())).toMatchObject({
    outcome: 'retry_later',
    retryAfterMs: 30_000,
  });
  const other = await mailer.send(aMail({ key: 'another mail' }));
  expect(other).toMatchObject({ outcome: 'retry_later' });
  expect(other.outcome === 'retry_later' && other.retryAfterMs).toBeGreaterThan(25_000);
  expect(graph.calls).toHaveLength(1);
});

test('reads Retry-After as a date', async () => {
  const headers = {
    'retry-after': 'Sun, 01 Mar 2026 09:00:20 GMT',
    date: 'Sun, 01 Mar 2026 09:00:00 GMT',
  };
  expect(await draftAnswered({ status: 429, headers })).toMatchObject({ retryAfterMs: 20_000 });
});

test('takes an invalid recipient for a refusal', async () => {
  const answer = { status: 400, json: failure('ErrorInvalidRecipients') };
  expect(await draftAnswered(answer)).toEqual({
    outcome: 'refused',
    cause: 'Graph answered 400 ErrorInvalidRecipients: Because.',
  });
});

test.each([
  'sam',
  'sam@retail.example\r\nBcc: eve@elsewhere.example',
  'sam@retail.example, eve@elsewhere.example',
  'Sam <sam@retail.example>',
  'sam@retail.example\u0000',
  '',
])('refuses the address %j before any call', async (email) => {
  graph = await startScriptedGraph(() => listOf());
  const mail = aMail({ to: { name: 'Sam', email } });
  expect(await mailerAt(graph.url).send(mail)).toMatchObject({ outcome: 'refused' });
  expect(graph.calls).toEqual([]);
});

describe('credentials', () => {
  const needing = (token: string) => (call: { authorization: string; method: string }) =>
    call.authorization !== `Bearer ${token}`
      ? { status: 401, json: failure('InvalidAuthenticationToken') }
      : { status: 400, json: failure('Arrived') };

  test('fetches one token for mails at the same time', async () => {
    graph = await startScriptedGraph(needing('token-1'));
    const mailer = mailerAt(graph.url);
    await Promise.all(['a', 'b', 'c'].map((key) => mailer.send(aMail({ key }))));
    expect(graph.tokens()).toBe(1);
  });

  test('tries one new token after 401, and no more', async () => {
    graph = await startScriptedGraph(needing('token-2'));
    expect(await mailerAt(graph.url).send(aMail())).toMatchObject({ outcome: 'refused' });
    await graph.close();
    graph = await startScriptedGraph(needing('none'));
    expect(await mailerAt(graph.url).send(aMail())).toMatchObject({ outcome: 'retry_later' });
    expect(graph.calls).toHaveLength(2);
  });

  test.each<[string, Answer]>([
    ['refused', { status: 401, json: { error: 'invalid_client' } }],
    ['not JSON', { text: '<html>' }],
    ['reset', 'reset'],
  ])('makes no call with a token that was %s', async (_name, answer) => {
    graph = await startScriptedGraph(
      () => listOf(),
      () => answer,
    );
    const outcome = await mailerAt(graph.url).send(aMail());
    expect(outcome).toMatchObject({ outcome: 'retry_later' });
    expect(JSON.stringify(outcome)).not.toContain('mailer-secret');
    expect(graph.calls).toEqual([]);
  });

  test('hands the secret to nobody whose certificate it cannot trust', async () => {
    graph = await startScriptedGraph(() => listOf());
    const outcome = await mailerAt(graph.url, { caFile: undefined }).send(aMail());
    expect(outcome).toMatchObject({ outcome: 'retry_later' });
    expect(graph.tokens()).toBe(0);
  });

  test('refuses an address at which they would travel openly', async () => {
    graph = await startScriptedGraph(() => listOf());
    expect(() => mailerAt('http://127.0.0.1:1')).toThrow('only https');
    const tokenUrl = 'http://login.example/token';
    expect(() => mailerAt(graph.url, { tokenUrl })).toThrow('only https');
  });

  test('refuses a mailbox that could not stand as sender', async () => {
    graph = await startScriptedGraph(() => listOf());
    expect(() => mailerAt(graph.url, { mailbox: 'orders' })).toThrow('is no address');
  });
});
