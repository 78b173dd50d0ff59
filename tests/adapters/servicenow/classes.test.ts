import {
  aTask,
  failure,
  mirrorAt,
  startScriptedInstance,
  SYS_ID,
  type Answer,
  type ScriptedInstance,
} from './scripted-instance';

let instance: ScriptedInstance;
afterEach(() => instance.close());

const HTML = { 'content-type': 'text/html' };
const LOGIN_PAGE: Answer = { headers: HTML, text: '<html>Log in</html>' };
const HALF_A_LIST: Answer = {
  json: { result: [aTask()], error: { message: 'Transaction cancelled' } },
};
const CANCELLED: Answer = {
  status: 500,
  json: failure('Transaction cancelled: maximum execution time exceeded'),
};
const REDIRECT: Answer = {
  status: 302,
  headers: { ...HTML, location: 'http://127.0.0.1:1/login' },
  text: '<html>Moved</html>',
};

/** Short only where silence is waited for: a busy machine is not a silent instance. */
const patience = (answer: Answer) =>
  answer === 'hang' ? { timeouts: { connectMs: 500, readMs: 500, writeMs: 500 } } : {};

async function readOutcome(answer: Answer) {
  instance = await startScriptedInstance(() => answer);
  return mirrorAt(instance.url, patience(answer)).readTask(SYS_ID);
}

/** A field write whose read succeeds and whose PATCH is answered so. */
async function writeOutcome(answer: Answer) {
  instance = await startScriptedInstance((call) =>
    call.method === 'GET' ? { json: { result: aTask() } } : answer,
  );
  return mirrorAt(instance.url, patience(answer)).writeFields(SYS_ID, { state: '2' });
}

const IN_DOUBT: [string, Answer][] = [
  ['a login page with 200', LOGIN_PAGE],
  ['half a list with an error', HALF_A_LIST],
  ['a cancelled transaction', CANCELLED],
  ['a bad gateway in HTML', { status: 502, headers: HTML, text: '<html>502</html>' }],
  ['JSON cut short', 'cut'],
  ['unparseable JSON', { text: '{"result":' }],
  ['JSON without a result', { json: {} }],
  ['a reset', 'reset'],
  ['silence', 'hang'],
  ['a redirect', REDIRECT],
  ['a body over 5 MB', { text: ' '.repeat(5 * 1024 * 1024 + 1) }],
];

test.each(IN_DOUBT)('repeats a read after %s', async (_name, answer) => {
  expect(await readOutcome(answer)).toMatchObject({ outcome: 'retry_later' });
  expect(instance.calls).toHaveLength(1);
});

test.each(IN_DOUBT)('leaves a write in doubt after %s', async (_name, answer) => {
  expect(await writeOutcome(answer)).toMatchObject({ outcome: 'unknown' });
  expect(instance.calls).toHaveLength(2);
});

test.each([400, 403, 404, 405, 406, 415])('takes %i for a refusal', async (status) => {
  const answer = { status, json: failure('Operation Failed', 'Business Rule says no') };
  expect(await writeOutcome(answer)).toEqual({
    outcome: 'refused',
    cause: `ServiceNow answered ${status}: Operation Failed - Business Rule says no`,
  });
});

test('takes 414 in HTML for a refusal', async () => {
  const answer = { status: 414, headers: HTML, text: '<html>URI Too Long</html>' };
  expect(await readOutcome(answer)).toMatchObject({ outcome: 'refused' });
});

test('leaves a collision at insert in doubt', async () => {
  const answer = {
    status: 403,
    json: failure('Operation Failed', 'Error during insert of sc_task (CO-2026-000123)'),
  };
  expect(await writeOutcome(answer)).toMatchObject({ outcome: 'unknown' });
});

test('says for a refused connection that nothing was sent', async () => {
  instance = await startScriptedInstance(() => ({}));
  await instance.close();
  const outcome = await mirrorAt(instance.url, { auth: 'basic' }).writeFields(SYS_ID, {});
  expect(outcome).toMatchObject({ outcome: 'retry_later', retryAfterMs: null });
});

test.each([
  ['seconds', { 'retry-after': '7' }, 7_000],
  [
    'a date against the date of the answer',
    { 'retry-after': 'Sun, 01 Mar 2026 09:00:20 GMT', date: 'Sun, 01 Mar 2026 09:00:00 GMT' },
    20_000,
  ],
  ['nothing', {}, null],
])('reads Retry-After given as %s', async (_name, headers, retryAfterMs) => {
  const answer = { status: 429, headers, json: failure('Rate limit exceeded') };
  expect(await readOutcome(answer)).toMatchObject({ outcome: 'retry_later', retryAfterMs });
});

test('makes no call before Retry-After has passed', async () => {
  instance = await startScriptedInstance(() => ({ status: 429, headers: { 'retry-after': '60' } }));
  const mirror = mirrorAt(instance.url);
  await mirror.readTask(SYS_ID);
  const second = await mirror.readTask(SYS_ID);
  expect(second).toMatchObject({ outcome: 'retry_later' });
  expect(second.outcome === 'retry_later' && second.retryAfterMs).toBeGreaterThan(50_000);
  expect(instance.calls).toHaveLength(1);
});

test('stops when the hour is used up', async () => {
  instance = await startScriptedInstance(() => ({ json: { result: aTask() } }));
  const mirror = mirrorAt(instance.url, { callsPerHour: 1 });
  expect(await mirror.readTask(SYS_ID)).toMatchObject({ outcome: 'ok' });
  expect(await mirror.readTask(SYS_ID)).toMatchObject({ outcome: 'retry_later' });
});

describe('credentials', () => {
  const refuseTokens = (known: string[]) => (call: { authorization: string }) =>
    known.includes(call.authorization)
      ? { json: { result: aTask() } }
      : { status: 401, json: failure('User Not Authenticated') };

  test('fetches one token for calls at the same time and keeps it', async () => {
    instance = await startScriptedInstance(refuseTokens(['Bearer token-1']));
    const mirror = mirrorAt(instance.url);
    await Promise.all([1, 2, 3].map(() => mirror.readTask(SYS_ID)));
    expect(await mirror.readTask(SYS_ID)).toMatchObject({ outcome: 'ok' });
    expect(instance.tokens()).toBe(1);
  });

  test('renews a token a minute before it ends', async () => {
    instance = await startScriptedInstance(
      () => ({ json: { result: aTask() } }),
      (count) => ({ json: { access_token: `token-${count}`, expires_in: 59 } }),
    );
    const mirror = mirrorAt(instance.url);
    await mirror.readTask(SYS_ID);
    await mirror.readTask(SYS_ID);
    expect(instance.tokens()).toBe(2);
  });

  test('tries one new token after 401', async () => {
    instance = await startScriptedInstance(refuseTokens(['Bearer token-2']));
    expect(await mirrorAt(instance.url).readTask(SYS_ID)).toMatchObject({ outcome: 'ok' });
    expect(instance.tokens()).toBe(2);
  });

  test('gives up after a second 401', async () => {
    instance = await startScriptedInstance(refuseTokens([]));
    expect(await mirrorAt(instance.url).readTask(SYS_ID)).toMatchObject({
      outcome: 'auth_failed',
    });
    expect(instance.calls).toHaveLength(2);
    expect(instance.tokens()).toBe(2);
  });

  test('says without the secret that the credentials were refused', async () => {
    instance = await startScriptedInstance(
      () => ({}),
      () => ({ status: 401, json: { error: 'server_error', error_description: 'access_denied' } }),
    );
    const outcome = await mirrorAt(instance.url).readTask(SYS_ID);
    expect(outcome).toMatchObject({ outcome: 'auth_failed' });
    expect(JSON.stringify(outcome)).not.toContain('secret');
    expect(instance.calls).toHaveLength(0);
  });

  test.each<[string, Answer]>([
    ['500', { status: 500 }],
    ['a page', LOGIN_PAGE],
    ['a reset', 'reset'],
  ])('calls a write that got no token for %s not sent', async (_name, answer) => {
    instance = await startScriptedInstance(
      () => ({}),
      () => answer,
    );
    expect(await mirrorAt(instance.url).writeFields(SYS_ID, {})).toMatchObject({
      outcome: 'retry_later',
    });
  });

  test('signs in with name and password only where told', async () => {
    instance = await startScriptedInstance(
      refuseTokens([`Basic ${Buffer.from('circuit.orders:pw').toString('base64')}`]),
    );
    const mirror = mirrorAt(instance.url, { auth: 'basic', password: 'pw' });
    expect(await mirror.readTask(SYS_ID)).toMatchObject({ outcome: 'ok' });
    expect(instance.tokens()).toBe(0);
  });
});

test('refuses plain http beyond this computer', async () => {
  instance = await startScriptedInstance(() => ({}));
  expect(() => mirrorAt('http://acme.service-now.com')).toThrow('only https');
  expect(() => mirrorAt('http://127.0.0.1.evil.example')).toThrow('only https');
  expect(() => mirrorAt('https://acme.service-now.com')).not.toThrow();
});
