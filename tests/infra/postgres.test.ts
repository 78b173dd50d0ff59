import {
  createTemporaryFolder,
  evaluate,
  type TemporaryProject,
} from './support/temporary-project';
import { chmodSync } from 'node:fs';

let project: TemporaryProject;

beforeAll(() => {
  project = createTemporaryFolder();
  // Where root runs the tests, Postgres' own user passes through this folder.
  chmodSync(project.folder, 0o755);
});

afterAll(() => {
  evaluate(`
    const { stopPostgresOn } = await load('postgres');
    await stopPostgresOn(${JSON.stringify(project.path('data'))});
    console.log('null');
  `);
  project.remove();
});

const start = (then = '') =>
  evaluate(`
    const { startPostgres } = await load('postgres');
    const dataDir = ${JSON.stringify(project.path('data'))};
    const server = await startPostgres({ dataDir, fsync: false });
    ${then}
    const { pid, port, adopted } = server;
    console.log(JSON.stringify({ pid, port, adopted, isAlive: server.isAlive() }));
  `) as { pid: number; port: number; adopted: boolean; isAlive: boolean };

test('adopts, restarts after a kill and stops the server of a data directory', () => {
  const first = start();
  expect(first).toMatchObject({ adopted: false, isAlive: true });
  const second = start();
  expect(second).toEqual({ ...first, adopted: true });
  expect(start('await server.kill();')).toMatchObject({ pid: first.pid, isAlive: false });
  expect(start()).toMatchObject({ adopted: false, isAlive: true });
  expect(start('await server.stop();')).toMatchObject({ adopted: true, isAlive: false });
}, 60_000);
