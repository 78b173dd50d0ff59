import { request as httpRequest } from 'node:http';
import { Script } from 'node:vm';
import { aBuyer, CONTROL_TOKEN, talk, type Buyer } from './support/buyer';

let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer({ name: 'Comcast <demo>' });
});
afterEach(() => buyer.sim.close());

const openPage = async () => {
  const answer = await fetch(`${buyer.sim.url}/_sim`);
  const html = await answer.text();
  const [, nonce = ''] = /name="sim-nonce" content="([^"]+)"/.exec(html) ?? [];
  const setCookie = answer.headers.get('set-cookie') ?? '';
  return { answer, html, nonce, setCookie, cookie: setCookie.split(';')[0] ?? '' };
};

/** fetch does not let a caller choose the Host. */
const statusWithHost = (host: string) =>
  new Promise<number>((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${CONTROL_TOKEN}` };
    const sent = httpRequest({
      host: '127.0.0.1',
      port: buyer.sim.port,
      path: '/_sim/orders',
      headers,
    });
    sent.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });

describe('the control API', () => {
  it.each([
    ['GET', '/orders'],
    ['GET', '/ledger'],
    ['PUT', '/scenario'],
    ['PUT', '/faults'],
    ['PUT', '/clock'],
    ['POST', '/clock/advance'],
    ['POST', '/orders/CO-1/do'],
    ['POST', '/reset'],
    ['POST', '/tokens/expire'],
  ])('wants its token for %s %s', async (method, path) => {
    const url = `${buyer.sim.url}/_sim${path}`;
    const body = method === 'GET' ? undefined : {};
    expect((await talk(url, method, {}, body)).status).toBe(401);
    const asClient = { authorization: `Bearer ${buyer.token}` };
    expect((await talk(url, method, asClient, body)).status).toBe(401);
  });

  it('answers to loopback names only', async () => {
    expect(await statusWithHost(`localhost:${buyer.sim.port}`)).toBe(200);
    expect(await statusWithHost('evil.example')).toBe(403);
  });

  it('shows orders with what comes next, and empties everything on reset', async () => {
    await buyer.place();
    const { body } = await buyer.control('GET', '/orders');
    expect(body).toMatchObject([
      { id: 'PO-000001', frozen: false, next: { kind: 'accept' }, openCharges: [] },
    ]);
    await buyer.control('POST', '/reset');
    expect((await buyer.control('GET', '/orders')).body).toEqual([]);
  });

  it('refuses a scenario with unknown words', async () => {
    expect((await buyer.control('PUT', '/scenario', { weather: 'fine' })).status).toBe(422);
    expect((await buyer.control('PUT', '/scenario', { version: 'v7' })).status).toBe(422);
  });

  it.each([
    { maxPage: 'many' },
    { paceSeconds: '15' },
    { paceSeconds: -1 },
    { freeze: 'yes' },
    { poq: {} },
    { notOffered: 'createHub' },
    { distributions: { cable: null } },
    { distributions: { cable: { median: 'soon', sigma: 0.3 } } },
    { probabilities: { charge: 0.5 } },
    { conformance: { checkScopes: 1 } },
    { conformance: { noSuchRule: true } },
    [],
  ])('refuses the scenario %j and goes on with the one it has', async (wish) => {
    const before = (await buyer.control('GET', '/scenario')).body;
    expect((await buyer.control('PUT', '/scenario', wish)).status).toBe(422);
    expect((await buyer.control('GET', '/scenario')).body).toEqual(before);
  });

  it('takes a scenario without a pace and with quotes of its own', async () => {
    const quotes = { 'Q-1': { amount: 36, units: 'months' } };
    const wish = { paceSeconds: null, quotes, distributions: { cable: { median: 3, sigma: 0 } } };
    expect((await buyer.control('PUT', '/scenario', wish)).body).toMatchObject(wish);
  });

  it('restores a snapshot', async () => {
    await buyer.place();
    const kept = (await buyer.control('POST', '/snapshot')).body as unknown;
    await buyer.control('POST', '/reset');
    await buyer.control('POST', '/restore', kept);
    expect((await buyer.read('PO-000001')).state).toBe('acknowledged');
  });
});

describe('the control page', () => {
  it('is marked as a simulator and may not be framed', async () => {
    const { answer, html, setCookie } = await openPage();
    expect(html).toContain('<span class="mark">Simulator</span> Comcast &lt;demo&gt;');
    expect(setCookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(html).not.toContain(CONTROL_TOKEN);
  });

  it('may use the control API with its cookie and nonce', async () => {
    const { cookie, nonce } = await openPage();
    const url = `${buyer.sim.url}/_sim/scenario`;
    const headers = { cookie, 'x-sim-nonce': nonce };
    expect((await talk(url, 'GET', headers)).status).toBe(200);
    const origin = buyer.sim.url;
    expect((await talk(url, 'PUT', { ...headers, origin }, { seed: 2 })).status).toBe(200);
  });

  it('goes on after a restart of its simulator, and under another token not', async () => {
    const { cookie, nonce } = await openPage();
    const statusAt = async (token: string) => {
      const restarted = await aBuyer({ token });
      // Restarts keep their port, these two do not: the cookie is named after it.
      const renamed = cookie.replace(/^sim_mef_\d+/, `sim_mef_${restarted.sim.port}`);
      const headers = { cookie: renamed, 'x-sim-nonce': nonce };
      const { status } = await talk(`${restarted.sim.url}/_sim/orders`, 'GET', headers);
      await restarted.sim.close();
      return status;
    };
    expect(await statusAt(CONTROL_TOKEN)).toBe(200);
    expect(await statusAt('another-token')).toBe(401);
  });

  it('lends its rights to no other site', async () => {
    const { cookie, nonce } = await openPage();
    const url = `${buyer.sim.url}/_sim/scenario`;
    const put = async (headers: Record<string, string>) =>
      (await talk(url, 'PUT', headers, { seed: 2 })).status;
    const origin = buyer.sim.url;
    expect(await put({ cookie, origin })).toBe(401);
    expect(await put({ 'x-sim-nonce': nonce, origin })).toBe(401);
    expect(await put({ cookie, 'x-sim-nonce': nonce })).toBe(401);
    expect(await put({ cookie, 'x-sim-nonce': nonce, origin: 'http://evil.example' })).toBe(401);
    const elsewhere = { cookie, 'x-sim-nonce': nonce, origin: 'http://localhost:1' };
    expect(await put(elsewhere)).toBe(401);
  });

  it('has a script a browser can read', async () => {
    const { html } = await openPage();
    const [, script = ''] = /<script nonce="[^"]+">([\s\S]*)<\/script>/.exec(html) ?? [];
    expect(() => new Script(script)).not.toThrow();
  });
});
