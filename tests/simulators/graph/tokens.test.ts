import { fetch as undiciFetch } from 'undici';
import { startGraph, type GraphUnderTest } from './start-graph';

let graph: GraphUnderTest;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const asking = {
  grant_type: 'client_credentials',
  client_id: 'mailer',
  client_secret: 'mailer-secret',
  scope: 'https://graph.microsoft.com/.default',
};

async function post(form: Record<string, string | undefined>, headers: object = {}) {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const response = await undiciFetch(graph.simulator.tokenUrl, {
    method: 'POST',
    dispatcher: graph.agent,
    headers: { ...headers },
    body: new URLSearchParams(fields),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body };
}

const basic = (pair: string) => ({
  authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
});

test.each([
  ['id and secret in the form', asking, {}],
  [
    'a Basic header',
    { ...asking, client_id: undefined, client_secret: undefined },
    basic('mailer:mailer-secret'),
  ],
  [
    'the id of Graph for its address',
    { ...asking, scope: '00000003-0000-0000-c000-000000000000/.default' },
    {},
  ],
  [
    'the scopes of a sign-in beside it, which one library always adds, in any order',
    { ...asking, scope: 'openid https://graph.microsoft.com/.default profile offline_access' },
    {},
  ],
])('a token comes for %s', async (_what, form, headers) => {
  const { status, body } = await post(form, headers);
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
});

test.each([
  ['no grant type', { ...asking, grant_type: undefined }, 400, 'invalid_request', 900144],
  ['another grant type', { ...asking, grant_type: 'magic' }, 400, 'unsupported_grant_type', 70003],
  ['no client', { ...asking, client_id: undefined }, 400, 'invalid_request', 900144],
  ['an unknown client', { ...asking, client_id: 'x' }, 400, 'unauthorized_client', 700016],
  ['no secret', { ...asking, client_secret: undefined }, 401, 'invalid_client', 7000218],
  ['a wrong secret', { ...asking, client_secret: 'x' }, 401, 'invalid_client', 7000215],
  ['no scope', { ...asking, scope: undefined }, 400, 'invalid_request', 900144],
  ['a permission as scope', { ...asking, scope: 'Mail.Send' }, 400, 'invalid_scope', 1002012],
  ['another API', { ...asking, scope: 'api://x/.default' }, 400, 'invalid_resource', 500011],
  ['two APIs', { ...asking, scope: 'a/.default b/.default' }, 400, 'invalid_scope', 1002012],
  ['a sign-in alone', { ...asking, scope: 'openid profile' }, 400, 'invalid_scope', 1002012],
])('%s is refused in the words of the directory', async (_what, form, status, error, number) => {
  const refused = await post(form);
  expect(refused).toMatchObject({ status, body: { error, error_codes: [number] } });
  expect(refused.body['error_description']).toMatch(
    new RegExp(`^AADSTS${number}: .* Trace ID: \\S+ Correlation ID: \\S+ Timestamp: .*Z$`),
  );
  expect(refused.body).toMatchObject({
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/) as string,
    trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  });
});

test.each([
  ['an address that is no text', '/%E0%A4%A/oauth2/v2.0/token', 'a=b', 400],
  ['a form longer than any', '/x/oauth2/v2.0/token', 'a'.repeat(200_000), 413],
])('%s is refused as JSON', async (_what, path, body, status) => {
  const response = await undiciFetch(new URL(path, graph.simulator.tokenUrl), {
    method: 'POST',
    dispatcher: graph.agent,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code: 'BadRequest' } });
});

test('the authority describes itself, as the directory’s own libraries ask first', async () => {
  const authority = graph.simulator.tokenUrl.replace('/oauth2/v2.0/token', '');
  const at = async (path: string) =>
    (await undiciFetch(path, { dispatcher: graph.agent })).json() as Promise<
      Record<string, unknown>
    >;
  const metadata = await at(`${authority}/v2.0/.well-known/openid-configuration`);
  expect(metadata).toMatchObject({
    issuer: `${authority}/v2.0`,
    token_endpoint: graph.simulator.tokenUrl,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
  });
  expect(await at(String(metadata['jwks_uri']))).toEqual({ keys: [] });
  const elsewhere = authority.replace(/[^/]+$/, 'nobody.example');
  expect(await at(`${elsewhere}/v2.0/.well-known/openid-configuration`)).toMatchObject({
    error: 'invalid_request',
    error_codes: [90002],
  });
});
