import { ConfigError, parseConfig } from '../../src/config';
import { anEnvironment } from './environment';

type Environment = Record<string, string | undefined>;

function mistakesOf(environment: Environment, readFile?: (path: string) => string): string[] {
  try {
    parseConfig(environment, readFile);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.mistakes];
  }
}

const namesOf = (mistakes: readonly string[]) => mistakes.map((mistake) => mistake.split(':')[0]);
const without = (...names: string[]): Environment => ({
  ...anEnvironment(),
  ...Object.fromEntries(names.map((name) => [name, undefined])),
});

test('lists every mistake at once', () => {
  const environment = {
    ...without('TEMPORAL_ADDRESS'),
    PORT: '70000',
    LOG_LEVEL: 'loud',
    GRAPH_URL: 'graph',
    CARRIER_COMCAST_CLIENT_ID: '',
  };
  expect(namesOf(mistakesOf(environment))).toEqual([
    'PORT',
    'LOG_LEVEL',
    'TEMPORAL_ADDRESS',
    'GRAPH_URL',
    'CARRIER_COMCAST_CLIENT_ID',
  ]);
});

test('counts the mistakes in its message', () => {
  const environment = { ...anEnvironment(), PORT: 'x', ROLES: 'cook' };
  expect(() => parseConfig(environment)).toThrow('The configuration has 2 mistakes:');
});

test.each([
  ['all', ['api', 'bot', 'worker', 'relay']],
  ['worker', ['worker']],
  ['api,bot', ['api', 'bot']],
])('reads the roles %s', (given, roles) => {
  expect(parseConfig(anEnvironment({ ROLES: given })).ROLES).toEqual(roles);
});

test('refuses a role that does not exist', () => {
  expect(namesOf(mistakesOf(anEnvironment({ ROLES: 'api,sealer' })))).toEqual(['ROLES.1']);
});

test('reads origins of Teams from a list', () => {
  const given = 'https://one.example,https://two.example';
  expect(parseConfig(anEnvironment({ TEAMS_SERVICE_HOSTS: given })).TEAMS_SERVICE_HOSTS).toEqual([
    'https://one.example',
    'https://two.example',
  ]);
});

describe('secrets in files', () => {
  const files: Record<string, string> = { '/keys/mac': 'c'.repeat(64) };
  const readFile = (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return text;
  };

  test('come from the file, which wins over the value', () => {
    const environment = anEnvironment({ AUDIT_MAC_KEY_FILE: '/keys/mac' });
    expect(parseConfig(environment, readFile).AUDIT_MAC_KEY).toBe('c'.repeat(64));
  });

  test('name the file that cannot be read, beside every other mistake', () => {
    const environment = anEnvironment({ WEB_SESSION_KEY_FILE: '/keys/none', PORT: 'x' });
    expect(mistakesOf(environment, readFile)).toEqual([
      'WEB_SESSION_KEY_FILE: the file /keys/none cannot be read',
      expect.stringMatching(/^PORT: /u),
    ]);
  });

  test('leave names alone that mean a path themselves', () => {
    const environment = anEnvironment({ GRAPH_CA_FILE: '/keys/none', POLICY_FILE: '/keys/none' });
    expect(parseConfig(environment, readFile).GRAPH_CA_FILE).toBe('/keys/none');
  });
});
