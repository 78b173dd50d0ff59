import { ProviderTrouble } from '../../../../src/ports/provider';
import { anOrderForm, startScriptedCarrier, type ScriptedCarrier } from './scripted-carrier';

let carrier: ScriptedCarrier;
let nowMs = Date.parse('2026-09-01T10:00:00Z');
const clock = { nowIso: () => new Date(nowMs).toISOString() };
beforeEach(async () => {
  carrier = await startScriptedCarrier();
  carrier.on('GET /productOrder', { json: [] });
});
afterEach(() => carrier.close());

const bearers = () => carrier.calls.map(({ headers }) => headers.authorization);

test('asks once for calls that start together', async () => {
  const provider = carrier.provider();
  await Promise.all([provider.find('CO-1'), provider.find('CO-2'), provider.find('CO-3')]);
  expect(carrier.tokens).toHaveLength(1);
});

test('asks as a client with its secret encoded, for the operations it needs', async () => {
  await carrier.provider().find('CO-1');
  const [call] = carrier.tokens;
  const basic = Buffer.from('us:se%3Acret').toString('base64');
  expect(call?.headers.authorization).toBe(`Basic ${basic}`);
  const form = new URLSearchParams(call?.text);
  expect(form.get('grant_type')).toBe('client_credentials');
  expect(form.get('scope')?.split(' ')).toContain('createProductOrder');
});

test('renews at nine tenths of its life', async () => {
  const provider = carrier.provider({ clock });
  await provider.find('CO-1');
  nowMs += 899_000;
  await provider.find('CO-1');
  expect(carrier.tokens).toHaveLength(1);
  nowMs += 2000;
  await provider.find('CO-1');
  expect(carrier.tokens).toHaveLength(2);
});

test('takes one new token when the carrier refuses the old one, also to submit', async () => {
  carrier.on(
    'POST /productOrder',
    { status: 401, json: { code: 'invalidCredentials', reason: 'expired' } },
    { status: 201, json: { id: 'PO-1', state: 'acknowledged' } },
  );
  const answer = await carrier.provider().submit(anOrderForm());
  expect(answer).toMatchObject({ answer: 'accepted' });
  expect(bearers().slice(-2)).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test('takes one new token in the middle of a list', async () => {
  const row = (id: string) => ({ id, externalId: 'CO-1', state: 'cancelled' });
  const headers = { 'x-total-count': '2' };
  carrier.on(
    'GET /productOrder',
    { headers, json: [row('PO-1')] },
    { status: 401 },
    { headers, json: [row('PO-2')] },
  );
  expect(await carrier.provider().find('CO-1')).toHaveLength(2);
  expect(carrier.calls.at(-1)?.query.get('offset')).toBe('1');
});

test('gives up after a second refusal', async () => {
  carrier.on('GET /productOrder', { status: 401 });
  await expect(carrier.provider().find('CO-1')).rejects.toMatchObject({ trouble: 'auth' });
  expect(carrier.tokens).toHaveLength(2);
});

test.each([
  [401, 'auth'],
  [400, 'auth'],
  [500, 'retryable'],
  [429, 'retryable'],
])('a token refused with %i is trouble of kind %s', async (status, kind) => {
  carrier.on('POST /token', { status, json: { error: 'invalid_client' } });
  const error = await carrier
    .provider()
    .submit(anOrderForm())
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProviderTrouble);
  expect(error).toMatchObject({ trouble: kind });
  expect(JSON.stringify(error) + String(error)).not.toContain('cret');
});
