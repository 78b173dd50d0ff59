import { createHash } from 'node:crypto';
import { createSignIn, type PendingSignIn } from '../../src/adapters/entra/sign-in';
import { personaOf } from '../../src/simulators/kit/people';
import { CLIENT, openApiStage, ORDER, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const cookiesOf = (headers: Headers) =>
  headers.getSetCookie().map((line) => ({ line, pair: line.split(';')[0] ?? '' }));

async function begin(path = '/auth/login', cookie = '') {
  const answer = await stage.call(null, 'GET', path, { headers: { cookie } });
  const pending = cookiesOf(answer.headers).find(({ pair }) => !pair.endsWith('='));
  return { answer, pending, url: new URL(answer.headers.get('location') ?? '', stage.origin) };
}

/** Chooses a person on the directory’s page and comes back with a code. */
async function choose(url: URL, persona: string): Promise<string> {
  const chosen = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ persona }),
  });
  const back = new URL(chosen.headers.get('location') ?? '');
  return back.pathname + back.search;
}

async function signIn(persona: string, path?: string) {
  const { url, pending } = await begin(path);
  const back = await choose(url, persona);
  const done = await stage.call(null, 'GET', back, { headers: { cookie: pending?.pair ?? '' } });
  const session = cookiesOf(done.headers).find(({ pair }) => /^(__Host-)?session=./u.test(pair));
  return { done, session: session?.pair ?? '', line: session?.line ?? '' };
}

test('sends the browser to the directory with PKCE, state and nonce', async () => {
  const { answer, url, pending } = await begin();
  expect(answer.status).toBe(302);
  expect(url.origin).toBe(new URL(stage.identity.url).origin);
  const asked = Object.fromEntries(url.searchParams);
  expect(asked).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${stage.origin}/auth/callback`,
  });
  expect(asked['code_challenge']).toMatch(/^[\w-]{43}$/u);
  expect(asked['state']).toMatch(/^[\w-]{43}$/u);
  expect(asked['nonce']).not.toBe(asked['state']);
  expect(pending?.line).toMatch(/HttpOnly/u);
  expect(pending?.line).toMatch(/SameSite=Lax/u);
  expect(pending?.line).not.toContain(asked['state']);
  const other = await begin();
  expect(other.url.searchParams.get('state')).not.toBe(asked['state']);
  expect(createHash('sha256').update('').digest('base64url')).not.toBe(asked['code_challenge']);
});

test('comes back with a cookie no script can read', async () => {
  const { done, line } = await signIn('sam');
  expect([done.status, done.headers.get('location')]).toEqual([302, '/circuit-orders']);
  expect(line).toMatch(/HttpOnly/u);
  expect(line).toMatch(/SameSite=Lax/u);
  expect(line).toMatch(/Path=\//u);
  expect(line).not.toMatch(/Domain=/iu);
  expect(done.headers.getSetCookie().some((text) => /^signin-[\w-]+=;/u.test(text))).toBe(true);
});

test('ends a sign-in begun in one tab though another tab began one since', async () => {
  const first = await begin('/auth/login?return=/circuit-orders/new');
  const second = await begin();
  const both = [first.pending?.pair, second.pending?.pair].join('; ');
  const back = await choose(first.url, 'sam');
  const done = await stage.call(null, 'GET', back, { headers: { cookie: both } });
  expect([done.status, done.headers.get('location')]).toEqual([302, '/circuit-orders/new']);
  const later = await choose(second.url, 'sam');
  expect((await stage.call(null, 'GET', later, { headers: { cookie: both } })).status).toBe(302);
});

test('forgets the oldest sign-ins of a browser that never ends one', async () => {
  const begun: string[] = [];
  for (let nth = 0; nth < 6; nth += 1) {
    const { answer, pending } = await begin('/auth/login', begun.join('; '));
    for (const { pair } of cookiesOf(answer.headers).filter(({ line }) => /=;/u.test(line))) {
      begun.splice(
        begun.findIndex((one) => one.startsWith(pair)),
        1,
      );
    }
    begun.push(pending?.pair ?? '');
  }
  expect(begun).toHaveLength(4);
});

test('writes with the cookie only beside the page’s own proof', async () => {
  const { session } = await signIn('sam');
  const me = await stage.call(null, 'GET', '/api/me', { headers: { cookie: session } });
  expect(me.body).toMatchObject({ key: 'sam', roles: ['requester'] });
  const csrf = String(me.body['csrf']);
  const write = (headers: Record<string, string>) =>
    stage.call(null, 'POST', '/api/orders/check', {
      body: ORDER,
      headers: { cookie: session, ...headers },
    });
  for (const headers of [{}, { 'x-csrf': '' }, { 'x-csrf': 'x'.repeat(csrf.length) }]) {
    const refused = await write(headers);
    expect([refused.status, refused.body['code']]).toEqual([403, 'SESSION_FORGED']);
  }
  const other = await signIn('sam');
  const mine = await stage.call(null, 'GET', '/api/me', { headers: { cookie: other.session } });
  expect((await write({ 'x-csrf': String(mine.body['csrf']) })).status).toBe(403);
  expect((await write({ 'x-csrf': csrf })).status).toBe(200);
  expect((await stage.call('sam', 'GET', '/api/me')).body['csrf']).toBeNull();
});

test('refuses a forged write before its body is read', async () => {
  const { session } = await signIn('sam');
  const answer = await stage.call(null, 'POST', '/api/orders', {
    headers: { cookie: session },
    body: '{"broken',
  });
  expect(answer.status).toBe(403);
});

test.each([
  [
    'another state',
    (url: URL) => {
      url.searchParams.set('state', 'x'.repeat(43));
    },
  ],
  [
    'no state',
    (url: URL) => {
      url.searchParams.delete('state');
    },
  ],
  [
    'a made-up code',
    (url: URL) => {
      url.searchParams.set('code', 'made-up');
    },
  ],
  [
    'no code',
    (url: URL) => {
      url.searchParams.delete('code');
    },
  ],
])('refuses a way back with %s', async (_kind, change) => {
  const { url, pending } = await begin();
  const back = new URL(await choose(url, 'sam'), stage.origin);
  change(back);
  const answer = await stage.call(null, 'GET', back.pathname + back.search, {
    headers: { cookie: pending?.pair ?? '' },
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie().join()).not.toMatch(/session=./u);
});

test('refuses a way back into a browser that did not begin', async () => {
  const { url } = await begin();
  const back = await choose(url, 'sam');
  const other = await begin();
  expect((await stage.call(null, 'GET', back)).status).toBe(401);
  const swapped = await stage.call(null, 'GET', back, {
    headers: { cookie: other.pending?.pair ?? '' },
  });
  expect(swapped.status).toBe(401);
});

test('refuses an answer to another question, whoever signed it', async () => {
  const settings = { ...CLIENT, metadataUrl: stage.identity.metadataUrl };
  const redirectUri = `${stage.origin}/auth/callback`;
  const { oid } = personaOf('sam') ?? { oid: '' };
  const signIn = createSignIn(settings, () => Promise.resolve({ oid }));
  const finish = async (changed: (pending: PendingSignIn) => PendingSignIn) => {
    const { url, pending } = await signIn.begin(redirectUri);
    const back = new URL(await choose(new URL(url), 'sam'), stage.origin);
    return signIn.finish(back.searchParams.get('code') ?? '', changed(pending), redirectUri);
  };
  expect(await finish((pending) => pending)).toEqual({ oid });
  await expect(finish((pending) => ({ ...pending, nonce: 'another' }))).rejects.toThrow();
  await expect(finish((pending) => ({ ...pending, verifier: 'v'.repeat(43) }))).rejects.toThrow();
});

test('opens no door with a cookie made for something else', async () => {
  const { pending } = await begin();
  const value = pending?.pair.split('=').slice(1).join('=') ?? '';
  const misused = await stage.call(null, 'GET', '/api/me', {
    headers: { cookie: `session=${value}` },
  });
  expect(misused.status).toBe(401);
  const { session } = await signIn('sam');
  const sealed = session.split('=').slice(1).join('=');
  const reverse = await stage.call(null, 'GET', '/auth/callback?code=x&state=y', {
    headers: { cookie: `signin-y=${sealed}` },
  });
  expect(reverse.status).toBe(401);
});

test.each([
  ['/circuit-orders/CO-2026-000001', '/circuit-orders/CO-2026-000001'],
  ['/circuit-orders?status=draft&provider=att', '/circuit-orders?status=draft&provider=att'],
  ['/circuit-orders?q=two+words', '/circuit-orders?q=two+words'],
  ['https://evil.example/', '/circuit-orders'],
  ['//evil.example/', '/circuit-orders'],
  ['/\\evil.example', '/circuit-orders'],
  ['\\\\evil.example', '/circuit-orders'],
  ['/\t/evil.example', '/circuit-orders'],
  ['javascript:alert(1)', '/circuit-orders'],
  ['/circuit-orders\r\nset-cookie: a=b', '/circuit-orders'],
  ['', '/circuit-orders'],
])('returns only to a place of our own: %j', async (wanted, reached) => {
  const { done } = await signIn('sam', `/auth/login?return=${encodeURIComponent(wanted)}`);
  const location = done.headers.get('location') ?? '';
  expect(location).toBe(reached);
  expect(new URL(location, stage.origin).origin).toBe(stage.origin);
});

test('signs out by a post of our own page, and the cookie is gone', async () => {
  const { session } = await signIn('sam');
  const me = await stage.call(null, 'GET', '/api/me', { headers: { cookie: session } });
  const out = (headers: Record<string, string>) =>
    stage.call(null, 'POST', '/auth/logout', { headers: { cookie: session, ...headers } });
  expect((await out({})).status).toBe(403);
  const answer = await out({ 'x-csrf': String(me.body['csrf']) });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie().join()).toMatch(/session=;/u);
  expect((await stage.call(null, 'GET', '/auth/logout')).status).not.toBe(200);
});

test('ends the session for every holder of its cookie, and no other session', async () => {
  const [left, kept] = [(await signIn('sam')).session, (await signIn('sam')).session];
  const me = (cookie: string) => stage.call(null, 'GET', '/api/me', { headers: { cookie } });
  const csrf = String((await me(left)).body['csrf']);
  const out = { headers: { cookie: left, 'x-csrf': csrf } };
  expect((await stage.call(null, 'POST', '/auth/logout', out)).status).toBe(200);
  const again = await me(left);
  expect([again.status, again.body['code']]).toEqual([401, 'TOKEN_REFUSED']);
  expect((await stage.call(null, 'POST', '/auth/logout', out)).status).toBe(401);
  expect((await me(kept)).status).toBe(200);
});

test('lets a stranger of another tenant in by no sign-in', async () => {
  const { done, session } = await signIn('outsider');
  expect(done.status).toBe(401);
  expect(session).toBe('');
});

test('tells a person in a browser why a sign-in failed, and the way to another', async () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const answer = await stage.call(null, 'GET', '/auth/callback?code=x&state=y', {
    headers: { accept },
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.text).toContain('<h1>The sign-in is not valid here.</h1>');
  expect(answer.text).toContain('<a href="/auth/login">Choose an account</a>');
  const program = await stage.call(null, 'GET', '/auth/callback?code=x&state=y');
  expect(program.headers.get('content-type')).toContain('application/problem+json');
});
