import { Agent } from 'undici';
import { createCarrierHttp, HttpFailure } from '../../../../src/adapters/carriers/mef/carrier-http';
import { startScriptedCarrier, type ScriptedCarrier } from './scripted-carrier';

let carrier: ScriptedCarrier;
const dispatcher = new Agent();
const http = createCarrierHttp({ dispatcher, timeoutMs: 500, maxBytes: 1000 });
beforeEach(async () => {
  carrier = await startScriptedCarrier();
});
afterEach(() => carrier.close());
afterAll(() => dispatcher.destroy());

const post = (url: string, onSent?: () => void) =>
  http({ method: 'POST', url, headers: {}, body: '{"a":"ä"}', ...(onSent && { onSent }) });

async function failureOf(promise: Promise<unknown>): Promise<HttpFailure> {
  const error = await promise.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpFailure);
  return error as HttpFailure;
}

test('hands the body over in bytes of a known length and says so once', async () => {
  carrier.on('POST /x', { json: {} });
  const onSent = jest.fn();
  await post(`${carrier.url}/x`, onSent);
  expect(onSent).toHaveBeenCalledTimes(1);
  expect(carrier.calls[0]).toMatchObject({
    text: '{"a":"ä"}',
    headers: { 'content-length': '10' },
  });
});

test('knows that nothing was sent when nobody listens', async () => {
  const onSent = jest.fn();
  const failure = await failureOf(post('http://127.0.0.1:9/x', onSent));
  expect([failure.sent, failure.message]).toEqual([false, 'ECONNREFUSED']);
  expect(onSent).not.toHaveBeenCalled();
});

test('assumes it was sent when the connection breaks or stays silent', async () => {
  carrier.on('POST /reset', (_call, response) => response.destroy());
  expect(await failureOf(post(`${carrier.url}/reset`))).toMatchObject({ sent: true });
  carrier.on('POST /silent', () => undefined);
  const silent = await failureOf(post(`${carrier.url}/silent`));
  expect([silent.sent, silent.message]).toEqual([true, 'timeout']);
});

test.each([
  ['not JSON', { text: '<html>' }],
  ['empty body', {}],
  ['more than 1000 bytes', { text: ' '.repeat(1001) }],
])('keeps the status of an answer with %s', async (why, answer) => {
  carrier.on('GET /x', { status: 201, ...answer });
  const got = await http({ method: 'GET', url: `${carrier.url}/x`, headers: {} });
  expect(got).toMatchObject({ status: 201, body: { readable: false, why } });
});

test('follows no redirect', async () => {
  carrier.on('GET /x', { status: 302, headers: { location: `${carrier.url}/y` } });
  const got = await http({ method: 'GET', url: `${carrier.url}/x`, headers: {} });
  expect(got.status).toBe(302);
  expect(got.header('Location')).toBe(`${carrier.url}/y`);
  expect(carrier.calls).toHaveLength(1);
});
