// The launcher of the embedded Postgres: makes a cluster where there is none, adopts a server that
// already runs on it, starts it as an unprivileged user when we are root, and stops it cleanly.
// The tests and the torture run import it too. A server belongs to its data directory: everything
// needed to find it again (password, postmaster.pid) lies there or beside it.
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, isAlive, isGoneWithin, signal } from './living-process.mjs';
import { openLog } from './log-file.mjs';
import { anyFreePort } from './ports.mjs';
import { checkVersion, createCluster, passwordFile } from './postgres-cluster.mjs';
import { findPostgres } from './postgres-package.mjs';
import { childOptions, exitOf, program } from './postgres-process.mjs';
import { adoptPostmaster, readPostmaster } from './postmaster.mjs';
import { lastLines } from './run-tool.mjs';
import { StepFailure } from './steps.mjs';
import { canReach, chooseUser } from './unprivileged-user.mjs';

async function launch({ bin, dataDir, user, log, port, fsync }) {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'jit=off'];
  settings.push('shared_buffers=256MB', 'max_connections=120', `fsync=${fsync ? 'on' : 'off'}`);
  const args = ['-D', dataDir, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
  const opened = openLog(log);
  const options = { ...childOptions(user, opened.descriptor), detached: true };
  const child = spawn(program(bin, 'postgres'), args, options);
  let ended;
  void exitOf(child).then((result) => (ended = result));
  child.unref();
  for (const endsAt = Date.now() + 60_000; ; await sleep(15)) {
    const said = opened.sinceOpened();
    if (ended !== undefined || Date.now() > endsAt) {
      opened.close();
      if (ended === undefined) await endProcess(child.pid, { ask: 'SIGQUIT' });
      return { problem: `${ended ?? 'not ready after 60 s'}\n${lastLines(said)}` };
    }
    if (!said.includes('ready to accept connections')) continue;
    opened.close();
    return { pid: child.pid, port };
  }
}

const passing = /could not bind|Address already in use|pre-existing shared memory|still in use/;

async function launchPatiently(options) {
  for (let tries = 0; ; tries += 1) {
    const port = options.port ?? (await anyFreePort());
    const result = await launch({ ...options, port });
    if (result.problem === undefined) return result;
    // A port lost in a race, or processes of a killed server that are not gone yet.
    if (tries < 20 && passing.test(result.problem)) await sleep(250);
    else throw new StepFailure(`Postgres did not start on ${options.dataDir}: ${result.problem}`);
  }
}

/** Ends whatever server runs on a data directory: fast shutdown, after 3 s an immediate one. */
export async function stopPostgresOn(dataDir) {
  const found = readPostmaster(resolve(dataDir));
  if (found === undefined) return;
  signal(found.pid, 'SIGINT');
  if (!(await isGoneWithin(found.pid, 3000))) await endProcess(found.pid, { ask: 'SIGQUIT' });
}

/**
 * Starts the server of a data directory (creating it), or adopts the one that runs there already.
 * `kill` ends it as a crash would; starting again recovers it.
 */
export async function startPostgres({ dataDir: given, port, fsync = true, log }) {
  const dataDir = resolve(given);
  const user = chooseUser(dataDir);
  if (user && !canReach(dataDir, user)) {
    throw new StepFailure(
      `Postgres must not run as root, and user ${user.uid} cannot reach ${dataDir}. ` +
        'Choose a folder everybody can pass to (PGDATA_DIR), or start as another user.',
    );
  }
  const exists = existsSync(join(dataDir, 'PG_VERSION'));
  let server = exists ? await adoptPostmaster(dataDir) : undefined;
  const adopted = server !== undefined;
  if (!adopted) {
    const { bin, version } = findPostgres(user);
    const options = { bin, dataDir, user, log: log ?? `${dataDir}.log`, port, fsync };
    if (exists) checkVersion(dataDir, version);
    else await createCluster(options);
    if (user) chownSync(dataDir, user.uid, user.gid);
    chmodSync(dataDir, 0o700);
    server = await launchPatiently(options);
  }
  const { pid } = server;
  const password = readFileSync(passwordFile(dataDir), 'utf8').trim();
  return {
    pid,
    port: server.port,
    adopted,
    superuserUrl: `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`,
    isAlive: () => isAlive(pid),
    stop: () => stopPostgresOn(dataDir),
    kill: async () => {
      signal(pid, 'SIGKILL');
      await isGoneWithin(pid, 5000);
    },
  };
}
