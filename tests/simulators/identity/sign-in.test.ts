import { createRemoteJWKSet, jwtVerify } from 'jose';
import {
  createIdentitySimulator,
  type IdentitySimulator,
} from '../../../src/simulators/identity/create-identity-simulator';
import { OTHER_TENANT, personaOf } from '../../../src/simulators/kit/people';
import {
  CALLBACK,
  WEB,
  authorizeUrl,
  choosePersona,
  claimsOf,
  newPkce,
  postToken,
} from './sign-in-at-identity';

let simulator: IdentitySimulator;
beforeAll(async () => {
  simulator = await createIdentitySimulator({ token: 'sim-token', clients: [WEB] });
});
afterAll(() => simulator.close());

async function codeFor(persona: string, challenge: string, changes = {}): Promise<string> {
  const back = await choosePersona(authorizeUrl(simulator, challenge, changes), persona);
  return back.searchParams.get('code') ?? '';
}

const redeeming = (code: string, verifier: string) => ({
  grant_type: 'authorization_code',
  redirect_uri: CALLBACK,
  code,
  code_verifier: verifier,
});

describe('the persona page', () => {
  test('offers every person by name and sends nothing but its own style', async () => {
    const response = await fetch(authorizeUrl(simulator, newPkce().challenge));
    const page = await response.text();
    expect(page).toContain('Sam Okafor');
    expect(page).toContain('Olga Fremd');
    expect(page).not.toContain('<script');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:3000;");
  });

  test('returns code and state to the address registered', async () => {
    const back = await choosePersona(authorizeUrl(simulator, newPkce().challenge), 'sam');
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
    expect(back.searchParams.get('state')).toBe('state-1');
    expect(back.searchParams.get('code')).toMatch(/^1\./);
  });

  test.each([
    ['another path', 'http://localhost:3000/auth/callback/'],
    ['another host name', 'http://127.0.0.1:3000/auth/callback'],
    ['a query added', 'http://localhost:3000/auth/callback?next=/'],
  ])('redirects nowhere for a redirect URI with %s', async (_what, redirectUri) => {
    const url = authorizeUrl(simulator, newPkce().challenge, { redirect_uri: redirectUri });
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('AADSTS50011');
  });

  test.each([
    ['no PKCE', { code_challenge: '' }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope of another API', { scope: 'openid api://other/read' }, 'invalid_scope'],
    ['no scope', { scope: '' }, 'invalid_request'],
    ['a silent sign-in', { prompt: 'none' }, 'login_required'],
  ])('reports %s to the application', async (_what, changes, error) => {
    const url = authorizeUrl(simulator, newPkce().challenge, changes);
    const response = await fetch(url, { redirect: 'manual' });
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.searchParams.get('error')).toBe(error);
    expect(back.searchParams.get('state')).toBe('state-1');
  });
});

describe('the token endpoint', () => {
  test('gives tokens that verify against the published metadata and keys', async () => {
    const { verifier, challenge } = newPkce();
    const code = await codeFor('dana', challenge);
    const { body } = await postToken(simulator, redeeming(code, verifier));
    const metadata = (await (await fetch(simulator.metadataUrl)).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    expect(metadata.issuer).toBe(simulator.issuer);
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    const access = await jwtVerify(body.access_token, keys, {
      issuer: metadata.issuer,
      audience: WEB.audience,
      algorithms: ['RS256'],
    });
    expect(access.payload).toMatchObject({
      azp: WEB.clientId,
      name: 'Dana Ruiz',
      oid: personaOf('dana')?.oid,
      preferred_username: 'dana@retail.example',
      roles: ['approver'],
      scp: 'access_as_user',
      tid: simulator.tenantId,
      ver: '2.0',
    });
    const { iat = 0, nbf, exp } = access.payload;
    expect([nbf, exp]).toEqual([iat, iat + 3600]);
    const id = await jwtVerify(body.id_token, keys, { audience: WEB.clientId });
    expect(id.payload).toMatchObject({ nonce: 'nonce-1', oid: personaOf('dana')?.oid });
  });

  test('takes a code once', async () => {
    const { verifier, challenge } = newPkce();
    const code = await codeFor('sam', challenge);
    await postToken(simulator, redeeming(code, verifier));
    const second = await postToken(simulator, redeeming(code, verifier));
    expect(second).toMatchObject({ status: 400, body: { error_codes: [54005] } });
  });

  test.each([
    ['another verifier', { code_verifier: 'wrong' }, 400, 501481],
    ['no verifier', { code_verifier: '' }, 400, 50148],
    ['no code', { code: '' }, 400, 900144],
    ['no redirect URI', { redirect_uri: '' }, 400, 900144],
    ['no application', { client_id: '' }, 400, 900144],
    ['no grant', { grant_type: '' }, 400, 900144],
    ['a scope of another API', { scope: 'openid api://other/read' }, 400, 70011],
    ['another redirect URI', { redirect_uri: 'http://localhost:3000/' }, 400, 500112],
    ['a wrong secret', { client_secret: 'guess' }, 401, 7000215],
    ['an unknown code', { code: 'guess' }, 400, 70000],
    ['an unknown application', { client_id: 'other' }, 400, 700016],
    ['an unknown grant', { grant_type: 'password' }, 400, 70003],
  ])('refuses %s', async (_what, changes, status, number) => {
    const { verifier, challenge } = newPkce();
    const code = await codeFor('sam', challenge);
    const answer = await postToken(simulator, { ...redeeming(code, verifier), ...changes });
    expect(answer).toMatchObject({ status, body: { error_codes: [number] } });
  });

  test('refreshes as the same person without the nonce', async () => {
    const { verifier, challenge } = newPkce();
    const code = await codeFor('lee', challenge);
    const first = await postToken(simulator, redeeming(code, verifier));
    const again = await postToken(simulator, {
      grant_type: 'refresh_token',
      refresh_token: first.body.refresh_token,
    });
    expect(claimsOf(again.body.access_token)['oid']).toBe(personaOf('lee')?.oid);
    expect(claimsOf(again.body.id_token)).not.toHaveProperty('nonce');
  });

  test('makes a token for the directory when no API scope is asked', async () => {
    const { verifier, challenge } = newPkce();
    const code = await codeFor('sam', challenge, { scope: 'openid profile' });
    const { body } = await postToken(simulator, redeeming(code, verifier));
    expect(claimsOf(body.access_token)['aud']).not.toBe(WEB.audience);
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('signs a stranger in at the other tenant, with no role', async () => {
    const { verifier, challenge } = newPkce();
    const code = await codeFor('outsider', challenge);
    const { body } = await postToken(simulator, redeeming(code, verifier));
    const claims = claimsOf(body.access_token);
    expect(claims['iss']).toBe(`${simulator.url}/${OTHER_TENANT}/v2.0`);
    expect(claims['tid']).toBe(OTHER_TENANT);
    expect(claims).not.toHaveProperty('roles');
  });

  test.each([
    ['alone', `api://${WEB.audience}/.default`],
    ['between those of a sign-in', `openid ${WEB.audience}/.default offline_access profile`],
  ])('gives an application a token without scope or person, asked %s', async (_how, scope) => {
    const { body } = await postToken(simulator, { grant_type: 'client_credentials', scope });
    const claims = claimsOf(body.access_token);
    expect(claims).toMatchObject({ aud: WEB.audience, azp: WEB.clientId, idtyp: 'app' });
    expect(claims).not.toHaveProperty('scp');
    expect(claims).not.toHaveProperty('preferred_username');
  });
});

describe('an application without a person', () => {
  test.each([
    ['a permission of people', `api://${WEB.audience}/access_as_user`, 'invalid_scope', 1002012],
    ['no scope', '', 'invalid_request', 900144],
    ['another API', 'https://graph.microsoft.com/.default', 'invalid_resource', 500011],
  ])('gets no token for %s', async (_what, scope, error, number) => {
    const answer = await postToken(simulator, { grant_type: 'client_credentials', scope });
    expect(answer).toMatchObject({ status: 400, body: { error, error_codes: [number] } });
  });

  test('is refused, not failed on, when its Basic header is not form-encoded', async () => {
    const ask = async (pair: string) => {
      const response = await fetch(simulator.tokenUrl, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: `api://${WEB.audience}/.default`,
        }),
      });
      return [response.status, ((await response.json()) as { error?: string }).error];
    };
    expect(await ask(`${WEB.clientId}:100%`)).toEqual([401, 'invalid_client']);
    expect(await ask(`${WEB.clientId}:${WEB.clientSecret}:more`)).toEqual([401, 'invalid_client']);
    expect(await ask(`${WEB.clientId}:${WEB.clientSecret}`)).toEqual([200, undefined]);
  });
});

test('a token for an API alone comes without one for who signed in', async () => {
  const { verifier, challenge } = newPkce();
  const scope = `api://${WEB.audience}/access_as_user`;
  const code = await codeFor('sam', challenge, { scope });
  const { status, body } = await postToken(simulator, redeeming(code, verifier));
  expect([status, claimsOf(body.access_token)['aud']]).toEqual([200, WEB.audience]);
  expect(body).not.toHaveProperty('id_token');
});

test('a refresh gives what it asks for, and no more than exists', async () => {
  const { verifier, challenge } = newPkce();
  const code = await codeFor('sam', challenge);
  const { body } = await postToken(simulator, redeeming(code, verifier));
  const refresh = (scope: string) =>
    postToken(simulator, {
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
      scope,
    });
  const narrow = await refresh(`api://${WEB.audience}/access_as_user`);
  expect(narrow.body).toMatchObject({ scope: `api://${WEB.audience}/access_as_user` });
  expect(narrow.body).not.toHaveProperty('id_token');
  expect(await refresh('https://graph.microsoft.com/Mail.Send')).toMatchObject({
    status: 400,
    body: { error: 'invalid_scope' },
  });
  expect(await postToken(simulator, { grant_type: 'refresh_token' })).toMatchObject({
    body: { error_codes: [900144] },
  });
});

test('the token endpoint takes posts only', async () => {
  const response = await fetch(simulator.tokenUrl);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: 'invalid_request',
    error_codes: [900561],
    error_uri: 'https://login.microsoftonline.com/error?code=900561',
  });
});

test('signing out returns to an origin of the application and to no other', async () => {
  const logout = (to: string) =>
    fetch(
      `${simulator.url}/${simulator.tenantId}/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(to)}`,
      { redirect: 'manual' },
    );
  const home = await logout('http://localhost:3000/circuit-orders');
  expect(home.headers.get('location')).toBe('http://localhost:3000/circuit-orders');
  const elsewhere = await logout('https://elsewhere.example/');
  expect(elsewhere.status).toBe(200);
  expect(await elsewhere.text()).toContain('You are signed out');
});

test('an unknown tenant has no metadata', async () => {
  const response = await fetch(
    `${simulator.url}/00000000-0000-0000-0000-000000000000/v2.0/.well-known/openid-configuration`,
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error_codes: [90002] });
});
