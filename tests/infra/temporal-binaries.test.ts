import { chmodSync, mkdirSync } from 'node:fs';
import {
  createTemporaryFolder,
  evaluate,
  type TemporaryProject,
} from './support/temporary-project';

let project: TemporaryProject;

beforeEach(() => {
  project = createTemporaryFolder();
  // No python3 and nothing to download from: what is not found locally is not found.
  mkdirSync(project.path('bin'));
});

afterEach(() => {
  project.remove();
});

function plant(name: string, version: string): string {
  project.write(name, `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0)"\n`);
  chmodSync(project.path(name), 0o755);
  return project.path(name);
}

const find = (env: Record<string, string> = {}) => {
  const all = { PATH: project.path('bin'), XDG_CACHE_HOME: project.path('cache'), ...env };
  return evaluate(`
    const { findTemporalBinary } = await load('temporal-binaries');
    const env = ${JSON.stringify(all)};
    const found = await findTemporalBinary('temporal', {}, { env });
    console.log(JSON.stringify(found));
  `);
};

const keep = (source: string) =>
  evaluate(`
    const { putInCache } = await load('temporal-cache');
    const cache = ${JSON.stringify(project.path('cache', 'circuit-orders', 'temporal'))};
    console.log(JSON.stringify(putInCache(cache, 'temporal', '1.9.1', ${JSON.stringify(source)})));
  `) as string;

const findCached = () =>
  evaluate(`
    const { findCached } = await load('temporal-cache');
    const cache = ${JSON.stringify(project.path('cache', 'circuit-orders', 'temporal'))};
    console.log(JSON.stringify(findCached(cache, 'temporal', '1.9.1') ?? null));
  `);

test('takes the program the environment names before any other', () => {
  plant('bin/temporal', '1.9.1');
  const mine = plant('mine', '1.8.0');
  const found = { file: mine, version: '1.8.0', source: 'environment' };
  expect(find({ TEMPORAL_CLI_PATH: mine })).toEqual(found);
});

test('takes the program in PATH by its full path', () => {
  const file = plant('bin/temporal', '1.9.1');
  expect(find()).toEqual({ file, version: '1.9.1', source: 'PATH' });
});

test('passes over another version in PATH', () => {
  plant('bin/temporal', '1.2.0');
  const file = keep(plant('fetched', '1.9.1'));
  expect(find()).toEqual({ file, version: '1.9.1', source: 'cache' });
});

test('does not trust a cached program whose bytes changed', () => {
  const file = keep(plant('fetched', '1.9.1'));
  expect(findCached()).toBe(file);
  plant(file.slice(project.folder.length + 1), '6.6.6');
  expect(findCached()).toBeNull();
});
