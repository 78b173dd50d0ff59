import { configSchema } from '../../src/config-schema';
import { ConfigError, parseConfig } from '../../src/config';
import { anEnvironment, readExample } from './environment';

const lines = readExample();
const isCarrier = (name: string) => name.startsWith('CARRIER_');
const product = lines.filter(({ name }) => !isCarrier(name));

test('names every variable of the schema, in its order, and no other', () => {
  expect(product.map(({ name }) => name)).toEqual(Object.keys(configSchema.shape));
});

test('names every part of a carrier', () => {
  const parts = lines
    .filter(({ name }) => isCarrier(name))
    .map(({ name }) => name.split('_').slice(2));
  expect(parts.map((words) => words.join('_'))).toEqual([
    'URL',
    'TOKEN_URL',
    'CLIENT_ID',
    'CLIENT_SECRET',
    'VERSION',
  ]);
});

test('is a configuration for production once its secrets are filled in', () => {
  const config = parseConfig(anEnvironment());
  expect(config.PROFILE).toBe('production');
  expect(config.carriers).toHaveLength(1);
});

test('holds no secret: what is empty is exactly what has to be filled in', () => {
  const empty = lines.filter(({ value }) => value === '').map(({ name }) => name);
  const asked = Object.fromEntries(
    lines.filter(({ isOptional }) => !isOptional).map(({ name, value }) => [name, value]),
  );
  const mistakes = mistakesOf(asked).map((mistake) => mistake.split(':')[0]);
  expect(mistakes).toEqual(empty);
  expect(empty.filter((name) => !/(SECRET|PASSWORD|KEY)$/u.test(name))).toEqual([]);
});

test('comments out exactly what the product can do without', () => {
  const undefinable = Object.entries(configSchema.shape)
    .filter(([, variable]) => variable.safeParse(undefined).success)
    .map(([name]) => name);
  const optional = product.filter(({ isOptional }) => isOptional).map(({ name }) => name);
  // Optional, yet set here: the example is one for production.
  const shown = ['PROFILE', 'DATABASE_WORKER_URL', 'WEB_ORIGIN'];
  expect(optional).toEqual(undefinable.filter((name) => !shown.includes(name)));
});

test('shows optional values that are accepted', () => {
  const all = Object.fromEntries(lines.map(({ name, value }) => [name, value || 'b'.repeat(64)]));
  delete all['CRASH_POINTS_DIR'];
  expect(() => parseConfig(all)).not.toThrow();
});

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}
