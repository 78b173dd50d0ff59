import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createTeamsSimulator } from '../../../src/simulators/teams/create-teams-simulator';
import { APP_ID, APP_PASSWORD, askToken, call, openStage, TOKEN, type Stage } from './fake-bot';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('the bot’s own token', () => {
  test('is given for the right credentials and opens the connector', async () => {
    const { status, body, headers } = await askToken(stage.sim);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(headers.get('cache-control')).toBe('no-store');
    const id = encodeURIComponent(await stage.conversationOf('sam'));
    const members = await stage.connector('GET', `v3/conversations/${id}/members`);
    expect(members.status).toBe(200);
  });

  test.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['an unknown client', { client_id: 'somebody' }, 400, 'unauthorized_client'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['another scope', { scope: 'https://graph.microsoft.com/.default' }, 400, 'invalid_scope'],
  ])('is refused for %s', async (_case, change, status, error) => {
    const answer = await askToken(stage.sim, change);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error });
  });

  test('is refused for another tenant', async () => {
    const url = stage.sim.tokenUrl.replace(stage.sim.tenantId, 'botframework.com');
    expect((await askToken(stage.sim, { url })).status).toBe(400);
  });

  test.each([
    ['no bearer', undefined],
    ['a made-up bearer', 'Bearer a.b.c'],
    ['another scheme', 'Basic YTpi'],
  ])('is demanded by the connector: %s', async (_case, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const url = `${stage.sim.serviceUrl}v3/conversations`;
    const answer = await call(url, { method: 'POST', headers, body: {} });
    expect(answer.status).toBe(401);
    expect(answer.body.error?.code).toBe('Unauthorized');
  });

  test('is not a token of the channel', async () => {
    const { body } = await stage.control('POST', 'tokens', { serviceUrl: stage.sim.serviceUrl });
    const headers = { authorization: `Bearer ${body.token}` };
    const answer = await call(`${stage.sim.serviceUrl}v3/conversations`, {
      method: 'POST',
      headers,
    });
    expect(answer.status).toBe(401);
  });
});

describe('what the bot receives', () => {
  test('is signed by a published key endorsed for Teams', async () => {
    const metadata = (await call(stage.sim.metadataUrl)).body;
    const { keys } = (await call(metadata.jwks_uri)).body;
    expect(metadata.issuer).toBe('https://api.botframework.com');
    expect(keys).toHaveLength(1);
    expect(keys[0]?.['endorsements']).toEqual(['msteams']);
    expect(keys[0]).not.toHaveProperty('d');

    await stage.control('POST', 'people/sam/send', { text: 'help' });
    const { activity, authorization } = stage.bot.heard.at(-1) ?? {};
    const { payload, protectedHeader } = await jwtVerify(
      (authorization ?? '').replace('Bearer ', ''),
      createRemoteJWKSet(new URL(metadata.jwks_uri)),
      { algorithms: ['RS256'], issuer: 'https://api.botframework.com', audience: APP_ID },
    );
    expect(protectedHeader.kid).toBe(keys[0]?.['kid']);
    expect(payload['serviceurl']).toBe(activity?.serviceUrl);
    expect(payload.exp).toBeGreaterThan(Date.now() / 1000);
  });

  test('is signed by the same key after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'teams-'));
    const keyFile = join(folder, 'keys.json');
    const kids: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const sim = await createTeamsSimulator({
        ...{ token: TOKEN, appId: APP_ID, appPassword: APP_PASSWORD, keyFile },
        installAtBoot: false,
      });
      const metadata = (await call(sim.metadataUrl)).body;
      kids.push((await call(metadata.jwks_uri)).body.keys[0]?.['kid'] as string);
      await sim.close();
    }
    rmSync(folder, { recursive: true });
    expect(kids[0]).toBe(kids[1]);
  });

  test('publishes the directory’s documents under the tenant', async () => {
    const { body } = await call(stage.sim.emulatorMetadataUrl);
    expect(body.token_endpoint).toBe(stage.sim.tokenUrl);
    expect((await call(body.jwks_uri)).body.keys).toHaveLength(1);
  });
});

describe('the stand-in', () => {
  const start = () =>
    createTeamsSimulator({ token: TOKEN, appId: APP_ID, appPassword: APP_PASSWORD });

  test.each([
    ['the production profile', 'PROFILE', 'production'],
    ['a real app id beside it', 'TEAMS_APP_ID', 'd1b2c3d4-0000-4000-8000-000000000000'],
  ])('refuses to start with %s', async (_case, name, value) => {
    const before = process.env[name];
    process.env[name] = value;
    try {
      await expect(start()).rejects.toThrow(/does not run/);
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before;
    }
  });
});
