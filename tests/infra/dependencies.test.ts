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
