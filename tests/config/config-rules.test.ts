import { ConfigError, parseConfig } from '../../src/config';
import { anEnvironment } from './environment';

function mistakesOf(more: Record<string, string | undefined>): string[] {
  try {
    parseConfig({ ...anEnvironment(), ...more });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.mistakes];
  }
}

const RULES = [
  [
    { DATABASE_WORKER_URL: undefined },
    'DATABASE_WORKER_URL: is needed in production: the app login must not be able to write a stage',
  ],
  [
    { CRASH_POINTS_DIR: '/tmp/points' },
    'CRASH_POINTS_DIR: is for torture runs, never for production',
  ],
  [
    { TEAMS_SERVICE_HOSTS: 'https://a.example,http://b.example' },
    'TEAMS_SERVICE_HOSTS: may only name https origins in production',
  ],
] as const;

test.each(RULES)('production refuses %j', (more, mistake) => {
  expect(mistakesOf(more)).toEqual([mistake]);
});

test.each(RULES)('%j is fine on a developer’s machine', (more) => {
  expect(mistakesOf({ ...more, PROFILE: 'development' })).toEqual([]);
});

test.each(RULES)('a broken field beside it does not hide %j', (more, mistake) => {
  const mistakes = mistakesOf({ ...more, PORT: 'x', TEMPORAL_ADDRESS: undefined });
  expect(mistakes).toHaveLength(3);
  expect(mistakes).toContain(mistake);
});

test.each(['production', 'development', 'test'])(
  'refuses the bot’s app id as audience of people’s tokens in %s',
  (PROFILE) => {
    const { TEAMS_APP_ID } = anEnvironment();
    expect(mistakesOf({ PROFILE, ENTRA_AUDIENCE: TEAMS_APP_ID })).toEqual([
      'ENTRA_AUDIENCE: must differ from TEAMS_APP_ID, or tokens of people would open the bot’s door',
    ]);
  },
);

test.each(['AUDIT_MAC_KEY', 'WEB_SESSION_KEY'])('refuses a short %s', (name) => {
  expect(mistakesOf({ [name]: 'abc' })).toEqual([expect.stringMatching(`^${name}: is `)]);
});

describe('carriers', () => {
  const more = {
    CARRIER_LUMEN_URL: 'https://lumen.example',
    CARRIER_LUMEN_TOKEN_URL: 'https://lumen.example/token',
    CARRIER_LUMEN_CLIENT_ID: 'us',
    CARRIER_LUMEN_CLIENT_SECRET: 'secret',
    CARRIER_LUMEN_VERSION: 'v5',
  };

  test('are read by key, any number of them', () => {
    const { carriers } = parseConfig({ ...anEnvironment(), ...more });
    expect(carriers.map(({ key, version }) => ({ key, version }))).toEqual([
      { key: 'comcast', version: 'v6' },
      { key: 'lumen', version: 'v5' },
    ]);
    expect(carriers[1]).toMatchObject({ url: 'https://lumen.example', clientSecret: 'secret' });
  });

  test('may be none', () => {
    const environment = Object.entries(anEnvironment()).filter(([name]) => !/^CARRIER/u.test(name));
    expect(parseConfig(Object.fromEntries(environment)).carriers).toEqual([]);
  });

  test('name each part that is missing', () => {
    expect(mistakesOf({ CARRIER_LUMEN_URL: 'https://lumen.example' })).toEqual([
      'CARRIER_LUMEN_TOKEN_URL: is missing',
      'CARRIER_LUMEN_CLIENT_ID: is missing',
      'CARRIER_LUMEN_CLIENT_SECRET: is missing',
    ]);
  });

  test('are known by their address; other names stand for none', () => {
    expect(mistakesOf({ CARRIER_LUMEN_VERSION: 'v5' })).toEqual([]);
  });
});
