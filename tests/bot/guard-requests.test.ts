import { request as httpRequest } from 'node:http';
import { OTHER_TENANT } from '../../src/simulators/kit/people';
import { createDoor, expectRefused, type Door } from './support/door';
import { openBotStage, type BotStage, type Json } from './support/bot-stage';

let stage: BotStage;
let door: Door;
let activity: Json;

beforeAll(async () => {
  stage = await openBotStage();
  door = createDoor(stage);
  activity = await stage.activity('sam', { text: 'help' });
}, 30_000);
afterAll(() => stage.close());

describe('the request itself', () => {
  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is no %s', async (method) => {
    expectRefused(await door.send(activity, { method }), 405);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'multipart/form-data; boundary=x',
    'text/html;application/json',
  ])('is not %s', async (type) => {
    expectRefused(await door.send(activity, { headers: { 'content-type': type } }), 415);
  });

  test.each(['gzip', 'br', 'deflate'])('is not packed by %s', async (encoding) => {
    expectRefused(await door.send(activity, { headers: { 'content-encoding': encoding } }), 415);
  });

  test.each(['', 'Basic c2FtOnNhbQ==', 'Bearer', 'Bearer a b', 'Token abc'])(
    'is not authorised by %j',
    async (authorization) => {
      expectRefused(await door.send(activity, { headers: { authorization } }), 401);
    },
  );

  test('is told which authorisation is wanted, and nothing else', async () => {
    const answer = await fetch(stage.botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  test('is not authorised twice', async () => {
    const token = await door.token();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = [
        ['Host', 'localhost'],
        ['Content-Type', 'application/json'],
        ['Authorization', `Bearer ${token}`],
        ['Authorization', `Bearer ${token}`],
      ].flat();
      const sent = httpRequest(stage.botUrl, { method: 'POST', headers: headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end('{}');
    });
    expect(status).toBe(401);
  });

  test('is judged before its body is read', async () => {
    expectRefused(await door.send('{"broken', { token: 'a.b.c' }), 401);
  });

  test.each<[string, string | Uint8Array, number]>([
    ['broken JSON', '{"type":', 400],
    ['nothing', '', 400],
    ['a list', '[]', 400],
    ['a word', '"message"', 400],
    ['null', 'null', 400],
    ['no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400],
    ['one key twice', '{"type":"message","from":{"id":"a","id":"b"}}', 400],
    ['an endless depth', '['.repeat(100_000), 400],
    ['256 KB and more', `"${'x'.repeat(256 * 1024)}"`, 413],
  ])('does not hold %s', async (_what, body, status) => {
    expectRefused(await door.send(body), status);
  });

  test('is refused for a key given twice, however right the rest is', async () => {
    const text = JSON.stringify(activity);
    expect((await door.send(text)).status).toBe(200);
    expectRefused(await door.send(text.replace('{', '{"type":"event",')), 400);
  });

  test('of unknown length is cut at 256 KB', async () => {
    const token = await door.token();
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const sent = httpRequest(stage.botUrl, { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', () => undefined);
      for (let chunk = 0; chunk < 10; chunk += 1) sent.write('x'.repeat(64 * 1024));
    });
    expect(status).toBe(413);
  });
});

describe('an activity under a genuine token is refused', () => {
  test.each<[string, Json, number]>([
    ['without a type', { type: null }, 400],
    ['of an endless type', { type: 'x'.repeat(1_001) }, 400],
    ['of another channel', { channelId: 'emulator' }, 400],
    ['without a channel', { channelId: undefined }, 400],
    ['without a service address', { serviceUrl: undefined }, 400],
    ['without a conversation', { conversation: undefined }, 400],
    ['with an endless conversation', { conversation: { id: 'x'.repeat(1_001) } }, 400],
    ['from nobody', { from: {} }, 400],
    ['to nobody', { recipient: { id: '' } }, 400],
    ['whose text is no text', { text: { $gt: '' } }, 400],
    ['of another tenant', { channelData: { tenant: { id: OTHER_TENANT } } }, 401],
    ['of no tenant', { channelData: {} }, 401],
    ['of an empty tenant', { channelData: { tenant: { id: '' } } }, 401],
    ['of two tenants', { conversation: { id: 'a', tenantId: OTHER_TENANT } }, 401],
    ['naming another connector', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }, 401],
  ])('%s', async (_what, change, status) => {
    expectRefused(await door.send({ ...activity, ...change }), status);
  });

  test.each([
    'https://evil.example/',
    'http://localhost.evil.example/',
    'http://user:pass@localhost:3978/',
    'https://smba.trafficmanager.net.evil.example/amer/',
    'https://smba.trafficmanager.net@evil.example/',
    'http://smba.trafficmanager.net/amer/',
    'https://smba.trafficmanager.net:8443/amer/',
    'http://169.254.169.254/latest/',
    'file:///etc/passwd',
    'localhost:3978',
    'http://localhost:1\\@evil.example/',
  ])('from the connector %s', async (serviceUrl) => {
    const token = await door.token({ serviceUrl });
    expectRefused(await door.send({ ...activity, serviceUrl }, { token }), 403);
  });
});
