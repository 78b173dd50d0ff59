import { aBuyer, fetchToken, talk, type Buyer } from './support/buyer';

let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer();
});
afterEach(() => buyer.sim.close());

const list = (headers: Record<string, string>) =>
  talk(`${buyer.sim.url}${buyer.ordering}/productOrder`, 'GET', headers);

describe('tokens', () => {
  it('are given for the client’s credentials with their life', async () => {
    const answer = await talk(
      buyer.sim.tokenUrl,
      'POST',
      {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${btoa(`${buyer.sim.clientId}:${buyer.sim.clientSecret}`)}`,
      },
      'grant_type=client_credentials&scope=createProductOrder',
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'createProductOrder',
    });
  });

  it.each([
    [
      'a wrong secret',
      'grant_type=client_credentials&client_id=x&client_secret=y',
      401,
      'invalid_client',
    ],
    ['another grant', 'grant_type=password', 400, 'unsupported_grant_type'],
  ])('are refused for %s', async (_name, form, status, error) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await talk(buyer.sim.tokenUrl, 'POST', headers, form);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  it('are wanted on every call: missing and unknown ones are told apart', async () => {
    const missing = await list({});
    const unknown = await list({ authorization: 'Bearer nobody' });
    expect([missing.status, missing.body.code]).toEqual([401, 'missingCredentials']);
    expect([unknown.status, unknown.body.code]).toEqual([401, 'invalidCredentials']);
  });

  it('stop working when they expire, and a new one works', async () => {
    await buyer.control('POST', '/tokens/expire');
    expect((await buyer.api('GET', '/productOrder')).body.code).toBe('invalidCredentials');
    const fresh = await fetchToken(buyer.sim);
    expect((await list({ authorization: `Bearer ${fresh}` })).status).toBe(200);
  });

  it('end by themselves after their life', async () => {
    const short = await aBuyer({ tokenSeconds: 0 });
    expect((await short.api('GET', '/productOrder')).body.code).toBe('invalidCredentials');
    await short.sim.close();
  });

  it('are good for their scopes only, where the carrier looks at them', async () => {
    const fetchScoped = async (scope: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { clientId, clientSecret, tokenUrl } = buyer.sim;
      const form = `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`;
      const answer = await talk(tokenUrl, 'POST', headers, `${form}&scope=${scope}`);
      return (answer.body as unknown as { access_token: string }).access_token;
    };
    const wrong = { authorization: `Bearer ${await fetchScoped('createProductOrder')}` };
    const right = { authorization: `Bearer ${await fetchScoped('openid+listProductOrder')}` };
    expect((await list(wrong)).status).toBe(200);
    await buyer.control('PUT', '/scenario', { conformance: { checkScopes: true } });
    const refused = await list(wrong);
    expect([refused.status, refused.body.code]).toEqual([403, 'accessDenied']);
    expect(refused.body.reason).toContain('listProductOrder');
    expect((await list(right)).status).toBe(200);
    expect((await buyer.api('GET', '/productOrder')).status).toBe(200);
  });

  it('ask who calls before reading a broken body', async () => {
    const url = `${buyer.sim.url}${buyer.ordering}/productOrder`;
    expect((await talk(url, 'POST', {}, '{')).status).toBe(401);
  });
});
