import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createDatabase, type Database } from '../../../src/adapters/postgres/pool';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** A way to Postgres that can be cut so that nothing arrives and nobody is told. */
interface Way {
  port: number;
  cut(): void;
  mend(): void;
  /** What was sent while it was cut. */
  lost(): string;
  close(): void;
}

async function openWay(target: URL): Promise<Way> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const lost: Buffer[] = [];
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (isCut) lost.push(chunk);
        else to.write(chunk);
      });
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => (isCut = true),
    mend: () => (isCut = false),
    lost: () => Buffer.concat(lost).toString('latin1'),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

let database: TestDatabase;
let way: Way;
let db: Database;
beforeEach(async () => {
  database = await createTestDatabase();
  const url = new URL(database.urls.app);
  way = await openWay(new URL(database.urls.app));
  url.port = String(way.port);
  db = createDatabase({ url: url.href, max: 2, onError: () => undefined, answerWithinMs: 2_000 });
});
afterEach(async () => {
  await db.close();
  way.close();
  await database.drop();
});

test('gives up on a Postgres that is connected and does not answer, and goes on when it does', async () => {
  await db.query('SELECT 1', []);
  way.cut();
  await expect(db.query('SELECT 1', [])).rejects.toThrow('Query read timeout');
  way.mend();
  expect((await db.query('SELECT 1 AS one', [])).rows).toEqual([{ one: 1 }]);
});

test('a transaction without an answer asks nothing more of its connection', async () => {
  await db.query('SELECT 1', []);
  await expect(
    db.transaction(async (client) => {
      way.cut();
      await client.query('SELECT 2', []);
    }),
  ).rejects.toThrow('Query read timeout');
  expect(way.lost()).toContain('SELECT 2');
  expect(way.lost()).not.toContain('ROLLBACK');
  way.mend();
  await expect(db.transaction((client) => client.query('SELECT 1', []))).resolves.toBeDefined();
});
