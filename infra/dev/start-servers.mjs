import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from './postgres.mjs';
import { placePostgresData } from './postgres-place.mjs';
import { answers } from './postmaster.mjs';
import { StepFailure } from './steps.mjs';
import { findTemporalBinary } from './temporal-binaries.mjs';
import { startTemporal, stopTemporalOn } from './temporal.mjs';

/** Ends Temporal servers a killed run left on this project's database files. */
export async function endLeftTemporal(project) {
  for (const name of readdirSync(project.data)) {
    const match = /^(temporal-.*\.db)\.lock$/.exec(name);
    if (match) await stopTemporalOn(join(project.data, match[1]));
  }
}

/** The database: the one DATABASE_URL names, else our own server, started or adopted. */
export async function bringPostgres({ project, shutdown, env, progress }) {
  if (env.DATABASE_URL) return { external: true, detail: 'yours (DATABASE_URL)' };
  const dataDir = placePostgresData(project, env);
  progress.now(`starting on ${dataDir}`);
  const port = env.POSTGRES_PORT ? Number(env.POSTGRES_PORT) : undefined;
  const starting = startPostgres({ dataDir, port, log: join(project.logs, 'postgres.log') });
  shutdown.add('Postgres', async () => (await starting.catch(() => undefined))?.stop());
  const server = await starting;
  const what = server.adopted ? 'adopted the one that was still running' : 'single node, no backup';
  return { ...server, detail: `port ${server.port}, ${what}` };
}

async function checkOwnTemporal(address) {
  const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
  if (host !== undefined && (await answers(Number(port), host.replace(/^\[|\]$/g, '')))) return;
  throw new StepFailure(
    `TEMPORAL_ADDRESS is ${address}, but nothing answers there. Start that server, correct the ` +
      'address (host:port), or leave it unset: then a local server is started.',
  );
}

/** Temporal: the server TEMPORAL_ADDRESS names, else a local one on a file in `.data`. */
export async function bringTemporal({ project, shutdown, env, ports, progress }) {
  const namespace = env.TEMPORAL_NAMESPACE || 'circuit-orders';
  if (env.TEMPORAL_ADDRESS) {
    await checkOwnTemporal(env.TEMPORAL_ADDRESS);
    return {
      external: true,
      address: env.TEMPORAL_ADDRESS,
      namespace,
      detail: 'yours (TEMPORAL_ADDRESS)',
    };
  }
  const { file, version, source } = await findTemporalBinary('temporal', project, {
    env,
    progress,
  });
  const starting = startTemporal({
    namespace,
    cliPath: file,
    // Another version does not migrate the file, so it gets its own.
    dbFile: join(project.data, `temporal-${version}.db`),
    port: await ports.take('Temporal', 'TEMPORAL_PORT', 7233),
    uiPort: await ports.take('the Temporal UI', 'TEMPORAL_UI_PORT', 8233),
    log: join(project.logs, 'temporal.log'),
  });
  shutdown.add('Temporal', async () => (await starting.catch(() => undefined))?.stop());
  const server = await starting;
  const ui = `http://localhost:${server.uiPort}`;
  return { ...server, ui, detail: `${server.address}, ${file} (${version}, ${source})` };
}
