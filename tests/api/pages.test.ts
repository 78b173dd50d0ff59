import { openApiStage, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const PAGES = ['/home', '/circuit-orders', '/circuit-orders/CO-2026-000001', '/docs'];

test.each([...PAGES, '/openapi.json', '/livez', '/api/me', '/nothing'])(
  'guards %s by its headers',
  async (path) => {
    const { headers } = await stage.call(path.startsWith('/api') ? 'sam' : null, 'GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`default-src 'self'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/u);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  },
);

test.each(PAGES)('serves %s to anybody as a page', async (path) => {
  const answer = await stage.call(null, 'GET', path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/html');
});

test('has no script or style in the page of its document', async () => {
  const { text } = await stage.call(null, 'GET', '/docs');
  expect(text).not.toMatch(/<script(?![^>]*src=)|<style| style=|https?:\/\//u);
  for (const path of ['/docs/page.js', '/docs/page.css']) {
    expect((await stage.call(null, 'GET', path)).status).toBe(200);
  }
});

test('shows a person a page where there is none', async () => {
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const answer = await stage.call(null, 'GET', '/nosuchpage', { headers });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.text).toContain('<h1>There is nothing at this address.</h1>');
  expect(answer.text).toContain('<a href="/circuit-orders">Open the board</a>');
});

test.each([
  ['GET', '/api/nosuchpath', 'text/html'],
  ['GET', '/nosuchpage', '*/*'],
  ['POST', '/nosuchpage', 'text/html'],
])('tells a program by a problem: %s %s for %s', async (method, path, accept) => {
  const answer = await stage.call('sam', method, path, { headers: { accept } });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

test('leads from the root to the board', async () => {
  const answer = await stage.call(null, 'GET', '/');
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/circuit-orders']);
});

test.each(['/livez', '/readyz', '/startupz'])('%s says that all is well', async (path) => {
  expect((await stage.call(null, 'GET', path)).status).toBe(200);
});

test('is not ready without its database, but alive', async () => {
  const other = await openApiStage();
  try {
    await other.bench.app.close();
    expect((await other.call(null, 'GET', '/readyz')).status).toBe(503);
    expect((await other.call(null, 'GET', '/livez')).status).toBe(200);
  } finally {
    await other.close().catch(() => undefined);
  }
});

test('takes no call-back that says one thing twice', async () => {
  const path = `/api/hooks/carriers/nobody/${stage.hookSecret}/listener`;
  const call = (body: string) => stage.call(null, 'POST', path, { body });
  expect((await call('{"eventId":"1"}')).status).toBe(204);
  const twice = await call('{"eventId":"1","event":{"id":"a","id":"b"}}');
  expect([twice.status, twice.body['code']]).toEqual([400, 'FIELD_DOUBLED']);
});

test('gives call-backs of carriers away to nobody who does not know the secret', async () => {
  for (const path of ['/api/hooks/carriers/comcast/guess/listener', '/api/hooks/carriers/x/y/z']) {
    const answer = await stage.call(null, 'POST', path, { body: '{"broken' });
    expect([401, 404]).toContain(answer.status);
  }
});
