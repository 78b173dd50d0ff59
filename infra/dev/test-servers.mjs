import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './postgres.mjs';
import { findInPath, findTemporalBinary, TemporalMissing } from './temporal-binaries.mjs';
import { startTemporal } from './temporal.mjs';

const module = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A browser for the web suites: the one named in the environment, else one in PATH. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names.map((name) => findInPath(name, env)).find((file) => file !== undefined);
}

/** Both of Temporal's programs, or why they cannot be had. */
export async function findTemporal(project, progress) {
  try {
    const cli = await findTemporalBinary('temporal', project, { progress });
    const testServer = await findTemporalBinary('temporal-test-server', project, { progress });
    const env = { TEMPORAL_CLI_PATH: cli.file, TEMPORAL_TEST_SERVER_PATH: testServer.file };
    return { env, detail: `${cli.source}, test server ${testServer.source}` };
  } catch (error) {
    if (error instanceof TemporalMissing) return { problem: error.message };
    throw error;
  }
}

/** What every suite is told, whichever servers run. */
export function commonEnvironment(project) {
  const chromium = findChromium();
  return {
    ...process.env,
    NODE_ENV: 'test',
    WORKFLOW_BUNDLE: join(project.dist, 'workflow-bundle.js'),
    POSTGRES_LAUNCHER: module('postgres.mjs'),
    TEMPORAL_LAUNCHER: module('temporal.mjs'),
    ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
  };
}

/** A database server of this run's own; tests need no durability, the torture run does. */
export async function startTestPostgres(folder, { fsync }) {
  const dataDir = join(folder, fsync ? 'postgres-durable' : 'postgres');
  const server = await startPostgres({ dataDir, fsync });
  return { TEST_POSTGRES_URL: server.superuserUrl, POSTGRES_DATA_DIR: dataDir };
}

/** A Temporal server of this run's own. */
export async function startTestTemporal(folder, cliPath) {
  const dbFile = join(folder, 'temporal.db');
  const server = await startTemporal({ dbFile, headless: true, cliPath });
  return { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: server.namespace };
}
