import { mkdirSync, readlinkSync } from 'node:fs';
import {
  createTemporaryFolder,
  evaluate,
  type TemporaryProject,
} from './support/temporary-project';

let project: TemporaryProject;

beforeEach(() => {
  project = createTemporaryFolder();
  const links = [{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so' }];
  project.write('native/lib/libicu.so.60.2', '');
  project.write('native/pg-symlinks.json', JSON.stringify(links));
});

afterEach(() => {
  project.remove();
});

const restore = () =>
  evaluate(`
    const { restoreLinks } = await load('postgres-package');
    console.log(restoreLinks(${JSON.stringify(project.path('native'))}));
  `);

test('restores the links npm cannot pack', () => {
  expect(restore()).toBe(1);
  expect(readlinkSync(project.path('native/lib/libicu.so'))).toBe('libicu.so.60.2');
});

test('leaves links that are there alone', () => {
  restore();
  expect(restore()).toBe(0);
});

test('sees that another user cannot pass through a private folder', () => {
  mkdirSync(project.path('private'), { mode: 0o700 });
  const reached = evaluate(`
    const { canReach } = await load('unprivileged-user');
    const stranger = { uid: 64001, gid: 64001 };
    const folder = ${JSON.stringify(project.path('private', 'postgres'))};
    console.log(JSON.stringify([canReach(folder, stranger), canReach('/postgres', stranger)]));
  `);
  expect(reached).toEqual([false, true]);
});

test('puts data outside of the project only where its user cannot reach it', () => {
  const place = (user: string, env = '{}') =>
    evaluate(`
      const { placePostgresData } = await load('postgres-place');
      const project = { data: ${JSON.stringify(project.path('.data'))}, hash: 'abc' };
      console.log(JSON.stringify(placePostgresData(project, ${env}, ${user})));
    `);
  const owner = `{ uid: ${process.getuid?.() ?? 0}, gid: ${process.getgid?.() ?? 0} }`;
  expect(place(owner)).toBe(project.path('.data', 'postgres'));
  expect(place('{ uid: 64001, gid: 64001 }')).toBe('/var/lib/circuit-orders/abc/postgres');
  expect(place(owner, `{ PGDATA_DIR: '/mine' }`)).toBe('/mine');
});
