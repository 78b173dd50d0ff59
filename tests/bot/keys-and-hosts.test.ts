import { exportJWK, generateKeyPair } from 'jose';
import { requireSafe, type BotSettings } from '../../src/bot/bot-settings';
import { createChannelKeys } from '../../src/bot/guard/channel-keys';
import { createServiceCheck } from '../../src/bot/guard/service-hosts';

const HOUR_MS = 3_600_000;

async function jwk(kid: string) {
  const { publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(publicKey)), kid, use: 'sig' };
}

/** A channel whose keys and moods a test sets. */
function aChannel(keys: unknown[]) {
  const channel = { keys, calls: 0, isDown: false, nowMs: 0 };
  const options = {
    metadataUrl: 'https://login.example/openid',
    nowMs: () => channel.nowMs,
    fetchJson: (url: string): Promise<unknown> => {
      if (url.endsWith('/openid')) {
        channel.calls += 1;
        if (channel.isDown) return Promise.reject(new Error('down'));
        return Promise.resolve({ jwks_uri: 'https://login.example/keys' });
      }
      return Promise.resolve({ keys: channel.keys });
    },
  };
  return { channel, keys: createChannelKeys(options) };
}

describe('the channel’s keys', () => {
  test('are fetched once for many tokens at a time', async () => {
    const { channel, keys } = aChannel([await jwk('one')]);
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.find('one')));
    expect(found.every((key) => key !== null)).toBe(true);
    expect(channel.calls).toBe(1);
  });

  test('are asked again for an unknown id, at most once a minute', async () => {
    const { channel, keys } = aChannel([await jwk('one')]);
    await keys.find('one');
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await keys.find('two')).toBeNull();
    expect(channel.calls).toBe(1);
    channel.nowMs += 60_000;
    channel.keys = [await jwk('two')];
    expect(await keys.find('two')).not.toBeNull();
    expect(await keys.find('one')).toBeNull();
    expect(channel.calls).toBe(2);
  });

  test('count for a day, then for nothing until they are known again', async () => {
    const { channel, keys } = aChannel([await jwk('one')]);
    await keys.find('one');
    channel.isDown = true;
    channel.nowMs += 24 * HOUR_MS - 1;
    expect(await keys.find('one')).not.toBeNull();
    channel.nowMs += 1;
    expect(await keys.find('one')).toBeNull();
    channel.isDown = false;
    channel.nowMs += 1_000;
    expect(await keys.find('one')).not.toBeNull();
  });

  test('an outage does not forget what is known', async () => {
    const { channel, keys } = aChannel([await jwk('one')]);
    await keys.find('one');
    channel.isDown = true;
    channel.nowMs += 60_000;
    expect(await keys.find('two')).toBeNull();
    expect(await keys.find('one')).not.toBeNull();
  });

  test('of other kinds are passed over', async () => {
    const { keys } = aChannel([{ kty: 'oct', k: 'AA', kid: 'oct' }, 7, await jwk('one')]);
    expect(await keys.find('oct')).toBeNull();
    expect(await keys.find('one')).not.toBeNull();
  });
});

describe('a connector', () => {
  const hosts = ['http://localhost:*', 'http://127.0.0.1:3010', 'https://smba.infra.gov.example/'];
  test.each([
    ['https://smba.trafficmanager.net/amer/', true, true],
    ['https://smba.infra.gov.example/teams', true, true],
    ['http://localhost:3010/emea/', true, false],
    ['http://localhost/', true, false],
    ['http://127.0.0.1:3010/', true, true],
    ['http://127.0.0.1:3011/', false, false],
    ['https://localhost:3010/', false, false],
    ['http://LOCALHOST:1/', true, false],
    ['', false, false],
    ['http://localhost:3010 /', false, false],
  ])('%j', (serviceUrl, inDevelopment, inProduction) => {
    const check = (profile: BotSettings['profile']) =>
      createServiceCheck({ profile, serviceHosts: hosts })(serviceUrl);
    expect([check('development'), check('production')]).toEqual([inDevelopment, inProduction]);
  });
});

describe('the bot does not start', () => {
  const good: BotSettings = {
    profile: 'production',
    appId: 'app',
    appPassword: 'secret',
    tenantId: 'tenant',
    metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    serviceHosts: [],
  };
  test.each<[string, Partial<BotSettings>]>([
    ['without an app id', { appId: '' }],
    ['without a password', { appPassword: '' }],
    ['without a tenant', { tenantId: '' }],
    ['with half of a cloud', { loginUrl: 'https://login.example/t' }],
    ['with plain http keys', { metadataUrl: 'http://login.example/openid' }],
    ['with keys of a stand-in', { metadataUrl: 'https://localhost:3010/openid' }],
    ['with a loopback connector', { serviceHosts: ['http://localhost:*'] }],
  ])('%s', (_what, change) => {
    expect(() => {
      requireSafe({ ...good, ...change });
    }).toThrow('The bot does not start');
  });

  test('but it does with all of it', () => {
    expect(() => {
      requireSafe(good);
    }).not.toThrow();
  });
});
