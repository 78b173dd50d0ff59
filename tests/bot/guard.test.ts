import { generateKeyPairSync } from 'node:crypto';
import { importPKCS8, SignJWT, type JWTPayload } from 'jose';
import { FORGERIES } from '../../src/simulators/teams/channel-token';
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

const now = () => Math.floor(Date.now() / 1000);

test('a genuine activity is taken', async () => {
  expect(await door.send(activity)).toMatchObject({ status: 200, body: '' });
});

describe('a forged activity is refused:', () => {
  test.each(FORGERIES.map((forge) => [forge]))('%s', async (forge) => {
    const { body } = await stage.control('POST', 'people/sam/send', { text: 'help', forge });
    expect(body['status']).toBe(401);
    expect(body['body']).toEqual({
      type: 'about:blank',
      title: 'The sender is not known here.',
      status: 401,
    });
  });
});

describe('a token counts by its claims:', () => {
  test.each<[string, Json, number]>([
    ['expired 4:50 ago', { exp: -290 }, 200],
    ['expired 5:05 ago', { exp: -305 }, 401],
    ['valid from in 4:50', { nbf: 290 }, 200],
    ['valid from in 5:10', { nbf: 310 }, 401],
  ])('%s', async (_what, times, status) => {
    const claims = Object.fromEntries(
      Object.entries(times).map(([name, seconds]) => [name, now() + Number(seconds)]),
    );
    expect((await door.send(activity, { token: await door.token({ claims }) })).status).toBe(
      status,
    );
  });

  test.each<[string, Json]>([
    ['no expiry', { exp: null }],
    ['an expiry that is text', { exp: '9999999999' }],
    ['an expiry that is no time', { exp: {} }],
    ['no audience', { aud: null }],
    ['another bot as audience', { aud: 'e0000000-0000-4000-8000-000000000000' }],
    ['an empty audience', { aud: '' }],
    ['our audience in another case', { aud: '3F0C3E0B-7A43-4C2E-9F4E-5F3A2B1C0D9E' }],
    ['an audience list without us', { aud: ['a', 'b'] }],
    ['no issuer', { iss: null }],
    ['the issuer with a slash', { iss: 'https://api.botframework.com/' }],
    [
      'the emulator’s issuer',
      { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' },
    ],
    ['the government’s issuer', { iss: 'https://api.botframework.us' }],
    ['a list of issuers', { iss: ['https://api.botframework.com'] }],
    ['no service address', { serviceurl: null }],
    ['a service address in another spelling', { serviceurl: null, serviceUrl: 'x' }],
    ['another service address', { serviceurl: 'https://smba.trafficmanager.net/amer/' }],
    ['a service address that is a list', { serviceurl: ['x'] }],
    ['a service address that is true', { serviceurl: true }],
  ])('%s', async (_what, claims) => {
    expectRefused(await door.send(activity, { token: await door.token({ claims }) }), 401);
  });

  test('the service address with one slash less is another', async () => {
    const serviceurl = stage.sim.serviceUrl.replace(/\/$/u, '');
    expectRefused(
      await door.send(activity, { token: await door.token({ claims: { serviceurl } }) }),
      401,
    );
  });

  test.each([
    ['the directory’s key', { key: 'login' }],
    ['a stranger’s key', { key: 'stranger' }],
    ['an unknown key id', { header: { kid: 'nobody' } }],
    ['an empty key id', { header: { kid: '' } }],
    ['a key id with a path', { header: { kid: '../../etc/passwd' } }],
    ['a key id of the prototype', { header: { kid: '__proto__' } }],
  ])('%s', async (_what, signed) => {
    expectRefused(await door.send(activity, { token: await door.token(signed) }), 401);
  });
});

describe('a token made by hand is refused:', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const claims = (): JWTPayload => ({
    iss: 'https://api.botframework.com',
    aud: stage.settings.appId,
    exp: now() + 600,
    serviceurl: stage.sim.serviceUrl,
  });
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  async function publishedKid(): Promise<string> {
    const [head = ''] = (await door.token()).split('.');
    return String((JSON.parse(Buffer.from(head, 'base64url').toString()) as Json)['kid']);
  }

  test.each([
    ['with its own key in the header', { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }],
    ['with an address of keys', { jku: 'https://evil.example/keys' }],
    ['with a certificate address', { x5u: 'https://evil.example/cert' }],
    ['with a certificate', { x5c: ['MIIB'] }],
    ['that demands an unknown extension', { crit: ['exp'], exp: 1 }],
  ])('%s', async (_what, header) => {
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', kid: await publishedKid(), ...header })
      .sign(await importPKCS8(privateKey, 'RS256'))
      .catch(() => `${base64({ alg: 'RS256', ...header })}.${base64(claims())}.AAAA`);
    expectRefused(await door.send(activity, { token }), 401);
  });

  test.each(['HS256', 'HS512', 'PS256', 'RS384', 'ES256', 'none', 'NONE', ''])(
    'under algorithm %j',
    async (alg) => {
      const head = base64({ alg, kid: await publishedKid() });
      const isShared = alg.startsWith('HS');
      const token = isShared
        ? await new SignJWT(claims())
            .setProtectedHeader({ alg, kid: await publishedKid() })
            .sign(new TextEncoder().encode('x'.repeat(64)))
        : `${head}.${base64(claims())}.${alg.toLowerCase() === 'none' ? '' : 'AAAA'}`;
      expectRefused(await door.send(activity, { token }), 401);
    },
  );

  test.each(['a', 'a.b', 'a.b.c', 'a.b.c.d.e', '..', 'null', 'e30.e30.e30', 'x'.repeat(8_000)])(
    '%j',
    async (token) => {
      expectRefused(await door.send(activity, { token }), 401);
    },
  );

  test('with a payload changed after signing', async () => {
    const [head, , signature] = (await door.token()).split('.');
    const token = `${head ?? ''}.${base64({ ...claims(), aud: 'x' })}.${signature ?? ''}`;
    expectRefused(await door.send(activity, { token }), 401);
  });
});

test('everything refused is told to the log with its reason, nothing of the token', () => {
  const refused = stage.log.filter((entry) => entry.includes('activity refused'));
  expect(refused.length).toBeGreaterThan(60);
  for (const entry of refused) expect(entry).not.toMatch(/eyJ[\w-]{10,}/u);
});

test('the bot has not called anybody for it', async () => {
  const { body } = await stage.control('GET', 'ledger');
  const entries = body['entries'] as { kind: string }[];
  expect(entries.filter(({ kind }) => kind === 'keys').length).toBeLessThanOrEqual(3);
});
