import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import {
  createIdentitySimulator,
  type IdentitySimulator,
} from '../../../src/simulators/identity/create-identity-simulator';
import { createSimulatorClock } from '../../../src/simulators/kit/simulator-clock';
import {
  WEB,
  authorizeUrl,
  choosePersona,
  claimsOf,
  newPkce,
  postToken,
} from './sign-in-at-identity';

let folder: string;
let simulator: IdentitySimulator;

const start = () =>
  createIdentitySimulator({
    token: 'sim-token',
    clients: [WEB],
    keyFile: join(folder, 'keys.json'),
    stateFile: join(folder, 'state.json'),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'identity-'));
  simulator = await start();
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

function control(path: string, body?: unknown, token = 'sim-token'): Promise<Response> {
  return fetch(`${simulator.control}/_sim${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
}

async function order(body: unknown): Promise<string> {
  return ((await (await control('/tokens', body)).json()) as { token: string }).token;
}

const verify = (token: string) =>
  jwtVerify(
    token,
    createRemoteJWKSet(new URL(`${simulator.url}/${simulator.tenantId}/discovery/v2.0/keys`)),
    { issuer: simulator.issuer, audience: WEB.audience, algorithms: ['RS256'] },
  );

test('a token is ordered by name and verifies', async () => {
  const { payload } = await verify(await order({ persona: 'sam' }));
  expect(payload).toMatchObject({ preferred_username: 'sam@retail.example', roles: ['requester'] });
});

test('nobody orders a token without the bearer', async () => {
  expect((await control('/tokens', { persona: 'sam' }, 'guess')).status).toBe(401);
});

test('an unknown person is answered with the list of people', async () => {
  const response = await control('/tokens', { persona: 'nobody' });
  expect(response.status).toBe(422);
  const { people } = (await response.json()) as { people: string[] };
  expect(people).toEqual(['sam', 'dana', 'lee', 'alex', 'robin', 'vic', 'noor', 'outsider']);
});

test('claims are replaced, added and taken away', async () => {
  const token = await order({
    persona: 'vic',
    overrides: { aud: 'other', groups: ['g1'], scp: null },
  });
  expect(claimsOf(token)).toMatchObject({ aud: 'other', groups: ['g1'] });
  expect(claimsOf(token)).not.toHaveProperty('scp');
});

test.each([
  ['signature of a key nobody published', { signWith: 'unknown-key' }, errors.JWKSNoMatchingKey],
  ['stolen kid', { signWith: 'stolen-kid' }, errors.JWSSignatureVerificationFailed],
  ['broken signature', { signWith: 'broken' }, errors.JWSSignatureVerificationFailed],
  ['HMAC with the public key', { signWith: 'hs256' }, errors.JOSEAlgNotAllowed],
  ['missing signature', { signWith: 'none' }, errors.JOSEAlgNotAllowed],
  ['past', { expiresInSeconds: -60 }, errors.JWTExpired],
  ['another tenant', { persona: 'outsider' }, errors.JWTClaimValidationFailed],
])('a verifier refuses a token with %s', async (_what, change, failure) => {
  const token = await order({ persona: 'sam', ...change });
  await expect(verify(token)).rejects.toBeInstanceOf(failure);
});

test('an expired token was issued an hour before its end', async () => {
  const claims = claimsOf(await order({ persona: 'sam', expiresInSeconds: -10 }));
  expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600);
});

test('after a rotation old tokens verify until the old key is forgotten', async () => {
  const old = await order({ persona: 'sam' });
  await control('/keys/rotate');
  await expect(verify(old)).resolves.toBeDefined();
  await expect(verify(await order({ persona: 'sam' }))).resolves.toBeDefined();
  await control('/keys/rotate', { forget: true });
  await expect(verify(old)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
});

test('keys, codes and refresh tokens survive a restart, private to their owner', async () => {
  const token = await order({ persona: 'alex' });
  const { verifier, challenge } = newPkce();
  const back = await choosePersona(authorizeUrl(simulator, challenge), 'alex');
  const issuerBefore = simulator.issuer;
  await simulator.close();
  simulator = await start();
  expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  const keys = createRemoteJWKSet(
    new URL(`${simulator.url}/${simulator.tenantId}/discovery/v2.0/keys`),
  );
  await expect(jwtVerify(token, keys, { issuer: issuerBefore })).resolves.toBeDefined();
  const answer = await postToken(simulator, {
    grant_type: 'authorization_code',
    redirect_uri: WEB.redirectUris[0] ?? '',
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
  });
  expect(answer.status).toBe(200);
});

test('planned faults strike metadata, keys and tokens, a bounded number of times', async () => {
  simulator.faults.set([
    { operation: 'jwks', kind: 'status503', times: 1 },
    { operation: 'metadata', kind: 'dropBefore', times: 1 },
    { operation: 'token', kind: 'status429', times: 1, with: { retryAfterSeconds: 7 } },
  ]);
  const keysUrl = `${simulator.url}/${simulator.tenantId}/discovery/v2.0/keys`;
  expect((await fetch(keysUrl)).status).toBe(503);
  expect((await fetch(keysUrl)).status).toBe(200);
  await expect(fetch(simulator.metadataUrl)).rejects.toThrow();
  const throttled = await fetch(`${simulator.url}/${simulator.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
  });
  expect(throttled.headers.get('retry-after')).toBe('7');
  expect(simulator.ledger.entries('call').at(-1)).toMatchObject({ fault: 'status429' });
});

test('tokens carry the time of the simulator’s clock', async () => {
  const clock = createSimulatorClock({ mode: 'paused', nowMs: Date.UTC(2026, 0, 5, 12) });
  const paused = await createIdentitySimulator({ token: 'sim-token', clients: [WEB], clock });
  clock.advance(60_000);
  const claims = claimsOf(paused.mintToken({ persona: 'sam' }));
  await paused.close();
  expect(claims['iat']).toBe(Date.UTC(2026, 0, 5, 12, 1) / 1000);
});
