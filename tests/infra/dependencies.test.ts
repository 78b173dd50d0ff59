import { mkdirSync } from 'node:fs';
import {
  createTemporaryFolder,
  evaluate,
  type TemporaryProject,
} from './support/temporary-project';

let project: TemporaryProject;

beforeEach(() => {
  project = createTemporaryFolder();
  project.write('package-lock.json', '{"packages":{}}');
  mkdirSync(project.path('node_modules'));
});

afterEach(() => {
  project.remove();
});

const isInstalled = () =>
  evaluate(`
    const { isInstalled } = await load('dependencies');
    console.log(isInstalled(${JSON.stringify(project.folder)}));
  `);

const stamp = () =>
  evaluate(`
    const { writeStamp } = await load('dependencies');
    writeStamp(${JSON.stringify(project.folder)});
    console.log('null');
  `);

test('holds packages without a stamp for missing', () => {
  expect(isInstalled()).toBe(false);
});

test('holds stamped packages for installed', () => {
  stamp();
  expect(isInstalled()).toBe(true);
});

test('installs again when the lock file changes', () => {
  stamp();
  project.write('package-lock.json', '{"packages":{"":{}}}');
  expect(isInstalled()).toBe(false);
});

test('counts what will stand in node_modules here: nothing nested, nothing of another platform', () => {
  const packages = {
    '': {},
    'node_modules/pg': {},
    'node_modules/@swc/core': {},
    'node_modules/pg/node_modules/split2': {},
    'node_modules/postgres-linux': { os: ['linux'], cpu: ['x64'] },
    'node_modules/postgres-mac': { os: ['darwin'], cpu: ['x64'] },
    'node_modules/fsevents': { os: ['!linux'] },
  };
  const counted = evaluate(`
    const { expectedPackages } = await load('dependencies');
    const here = { platform: 'linux', arch: 'x64' };
    console.log(expectedPackages(${JSON.stringify({ packages })}, here));
  `);
  expect(counted).toBe(3);
});
