import { statSync } from 'node:fs';
import {
  createTemporaryFolder,
  evaluate,
  type TemporaryProject,
} from './support/temporary-project';

let project: TemporaryProject;

beforeEach(() => {
  project = createTemporaryFolder();
});

afterEach(() => {
  project.remove();
});

const places = () =>
  `{ data: ${JSON.stringify(project.folder)}, endpoints: ${JSON.stringify(project.path('endpoints.json'))} }`;

const keepSecrets = () =>
  evaluate(`
    const { keepSecrets } = await load('secrets');
    console.log(JSON.stringify(keepSecrets(${places()})));
  `) as Record<string, string>;

const modeOf = (name: string) => statSync(project.path(name)).mode & 0o777;

test('keeps the same secrets for ever', () => {
  expect(keepSecrets()).toEqual(keepSecrets());
});

test('lets only their owner read secrets and keys', () => {
  keepSecrets();
  const modes = ['secrets.json', 'audit-mac.key', 'session.key'].map(modeOf);
  expect(modes).toEqual([0o600, 0o600, 0o600]);
});

test('makes keys of 32 bytes', () => {
  keepSecrets();
  expect(project.read('audit-mac.key')).toMatch(/^[0-9a-f]{64}$/);
});

test('writes endpoints for their owner alone, without keys for parts that do not run', () => {
  evaluate(`
    const { toEndpoints, writeEndpoints } = await load('endpoints');
    const product = { endpoints: { api: 'http://localhost:3000' } };
    const temporal = { address: '127.0.0.1:7233', namespace: 'circuit-orders' };
    writeEndpoints(${places()}, toEndpoints({ product, temporal, postgres: { url: 'u' } }));
    console.log('null');
  `);
  expect(modeOf('endpoints.json')).toBe(0o600);
  expect(Object.keys(JSON.parse(project.read('endpoints.json')) as object)).toEqual([
    'profile',
    'pid',
    'api',
    'temporal',
    'postgres',
  ]);
});
