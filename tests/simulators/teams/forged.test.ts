import { createRemoteJWKSet, jwtVerify } from 'jose';
import { OTHER_TENANT } from '../../../src/simulators/kit/people';
import { APP_ID, call, openStage, type Stage } from './fake-bot';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.bot.heard.length = 0;
});

const keys = async () => {
  const { body } = await call(stage.sim.metadataUrl);
  return createRemoteJWKSet(new URL(body.jwks_uri));
};

/** What a careful bot would say to the last activity it heard. */
async function judged(): Promise<string> {
  const { authorization, activity } = stage.bot.heard.at(-1) ?? {};
  if (authorization === undefined) return 'no token';
  try {
    const { payload } = await jwtVerify(authorization.replace('Bearer ', ''), await keys(), {
      algorithms: ['RS256'],
      issuer: 'https://api.botframework.com',
      audience: APP_ID,
      requiredClaims: ['exp', 'serviceurl'],
    });
    return payload['serviceurl'] === activity?.serviceUrl ? 'genuine' : 'other service';
  } catch (error) {
    const { code, claim } = error as { code: string; claim?: string };
    return claim ?? code;
  }
}

describe('a forged message', () => {
  test.each([
    [undefined, 'genuine'],
    ['unsigned', 'no token'],
    ['garbage', 'ERR_JWS_INVALID'],
    ['alg-none', 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['bad-signature', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['unknown-key', 'ERR_JWKS_NO_MATCHING_KEY'],
    ['stranger-key', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['expired', 'exp'],
    ['not-yet-valid', 'nbf'],
    ['no-expiry', 'exp'],
    ['wrong-audience', 'aud'],
    ['wrong-issuer', 'iss'],
    ['entra-token', 'ERR_JWKS_NO_MATCHING_KEY'],
    ['wrong-service-url', 'other service'],
    ['no-service-url', 'serviceurl'],
  ])('%s is recognised by %s', async (forge, verdict) => {
    await stage.control('POST', 'people/sam/send', { text: 'x', forge });
    expect(stage.bot.heard).toHaveLength(1);
    expect(await judged()).toBe(verdict);
  });

  test('may name another tenant under a genuine token', async () => {
    await stage.control('POST', 'people/sam/send', { text: 'x', forge: 'wrong-tenant' });
    expect(await judged()).toBe('genuine');
    expect(stage.bot.heard[0]?.activity).toMatchObject({
      channelData: { tenant: { id: OTHER_TENANT } },
    });
  });

  test('of an unknown kind is not sent', async () => {
    const answer = await stage.control('POST', 'people/sam/send', { text: 'x', forge: 'magic' });
    expect(answer.status).toBe(400);
    expect(stage.bot.heard).toEqual([]);
  });

  test('may be any activity, or carry any claims', async () => {
    const activity = { type: 'message', id: '1', serviceUrl: 'https://evil.example/' };
    const sent = await stage.control('POST', 'activities', { activity, forge: 'expired' });
    expect(sent.body.status).toBe(200);
    expect(await judged()).toBe('exp');
    const { body } = await stage.control('POST', 'tokens', { claims: { aud: 'me', exp: null } });
    const [, payload = ''] = body.token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    expect(claims).toMatchObject({ aud: 'me' });
    expect(claims).not.toHaveProperty('exp');
  });
});

describe('the gateway', () => {
  const activity = {
    type: 'invoke',
    id: 'x1',
    serviceUrl: 'http://localhost:9999/a/path',
    conversation: { id: 'c' },
  };

  test('signs what an outside client sends, for its own serviceUrl, and passes the answer back', async () => {
    stage.bot.answer = (_request, response) => void response.status(202).json({ said: 'yes' });
    const answer = await call(stage.sim.gateway, { method: 'POST', body: activity });
    expect(answer).toMatchObject({ status: 202, body: { said: 'yes' } });
    expect(stage.bot.heard[0]?.activity).toEqual(activity);
    expect(await judged()).toBe('genuine');
  });

  test('passes refusals back as they are', async () => {
    stage.bot.answer = (_request, response) =>
      void response.status(401).type('application/problem+json').send('{"status":401}');
    const answer = await call(stage.sim.gateway, { method: 'POST', body: activity });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toEqual({ status: 401 });
  });

  test.each([
    ['text', 'text/plain', JSON.stringify(activity), 415],
    ['no JSON', 'application/json', '{', 400],
    ['no activity', 'application/json', '[]', 400],
  ])('refuses %s', async (_case, type, body, status) => {
    const headers = { 'content-type': type };
    const answer = await call(stage.sim.gateway, { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    expect(stage.bot.heard).toEqual([]);
  });
});
