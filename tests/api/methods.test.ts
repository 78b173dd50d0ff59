import { openApiStage, ORDER, type ApiStage, type Json } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** All that one address names in `Allow`, in alphabetical order. */
const wholeAllow = (methods: readonly string[]) =>
  [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort().join(', ');
const allowOf = (headers: Headers) => (headers.get('allow') ?? '').split(', ').sort().join(', ');

/** What the document offers by path, with an order number in it. */
async function offered(): Promise<[string, string[]][]> {
  const { body } = await stage.call(null, 'GET', '/openapi.json');
  return (
    Object.entries(body['paths'] as Record<string, Json>)
      // The bot's own guard and the call-backs' secret door answer for themselves.
      .filter(([path]) => !path.startsWith('/api/messages') && !path.startsWith('/api/hooks'))
      .map(([path, operations]) => [
        path.replace('{id}', 'CO-2026-000001').replace('{path}', 'new'),
        Object.keys(operations).map((method) => method.toUpperCase()),
      ])
  );
}

test('refuses what an address does not offer with 405, and lists in one header what it does', async () => {
  for (const [path, methods] of await offered()) {
    const allow = wholeAllow(methods);
    for (const method of METHODS.filter((one) => !methods.includes(one))) {
      const asking = method === 'GET' ? {} : { body: '{}' };
      const { status, headers, body } = await stage.call('sam', method, path, asking);
      expect([method, path, status, allowOf(headers)]).toEqual([method, path, 405, allow]);
      expect(body['code']).toBe('METHOD_UNKNOWN');
    }
  }
});

test('tells who asks with OPTIONS the same, at every address', async () => {
  for (const [path, methods] of await offered()) {
    const { status, headers, body } = await stage.call('sam', 'OPTIONS', path);
    expect([path, status, body]).toEqual([path, 204, {}]);
    expect([path, allowOf(headers)]).toEqual([path, wholeAllow(methods)]);
  }
});

test('sends Allow as one line', async () => {
  const { headers } = await stage.raw('PUT', '/api/orders', {
    authorization: `Bearer ${stage.token('sam')}`,
  });
  expect(headers.allow).toBe('GET, POST, HEAD, OPTIONS');
});

test('takes no word of an address for the number of an order', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const asking = method === 'GET' ? {} : { body: ORDER, headers: { 'if-match': '"1"' } };
    const { status, headers } = await stage.call('sam', method, '/api/orders/check', asking);
    expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST, OPTIONS']);
  }
});
