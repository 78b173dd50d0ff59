import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../support/temporal-server';

interface Launched {
  pid: number;
  port: number;
  superuserUrl: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

type Launch = (options: { dataDir: string; port: number; fsync: boolean }) => Promise<Launched>;

/** A database server of this run alone, with fsync on, that can die and come back. */
export interface PostgresServer {
  superuserUrl: string;
  kill(): Promise<void>;
  /** Starts again on the same files and the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgresServer(folder: string): Promise<PostgresServer> {
  const launcher = process.env['POSTGRES_LAUNCHER'];
  if (launcher === undefined) throw new Error('Run this by `npm run torture`: it finds Postgres.');
  const module = (await import(pathToFileURL(launcher).href)) as { startPostgres: Launch };
  const options = { dataDir: join(folder, 'postgres'), port: await freePort(), fsync: true };
  let server = await module.startPostgres(options);
  return {
    superuserUrl: server.superuserUrl,
    kill: () => server.kill(),
    async restart() {
      server = await module.startPostgres(options);
    },
    stop: () => server.stop(),
  };
}
