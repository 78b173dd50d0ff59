// The local Temporal server: one process on one database file, started, checked and stopped here.
// The tests and the torture run import it too. A lock beside the database file names the process,
// because with the journal settings used the server itself would not refuse a second one.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, isAlive, isGoneWithin, noteOf, signal } from './living-process.mjs';
import { holderOf, takeLock } from './lock.mjs';
import { openLog } from './log-file.mjs';
import { anyFreePort } from './ports.mjs';
import { answers } from './postmaster.mjs';
import { readJson, writePrivate } from './private-file.mjs';
import { lastLines, runTool } from './run-tool.mjs';
import { StepFailure } from './steps.mjs';

const searchAttributes = ['CoStage=Keyword', 'CoProvider=Keyword', 'CoDueAt=Datetime'];
// The dev server keeps closed workflows one day; ids have to guard against repeats longer.
const retention = '720h';
const lockOf = (dbFile) => `${dbFile}.lock`;

// TEMPORAL_* variables of the caller (address, namespace, key) would redirect the program.
function cleanEnvironment() {
  const entries = Object.entries(process.env).filter(([key]) => !key.startsWith('TEMPORAL_'));
  return Object.fromEntries(entries);
}

const ask = (server, words) =>
  runTool(
    server.cliPath,
    [
      'operator',
      'namespace',
      ...words,
      '--address',
      server.address,
      '-n',
      server.namespace,
      '--command-timeout',
      '3s',
    ],
    { env: cleanEnvironment() },
  );

function serverArguments({ port, uiPort, headless, namespace, dbFile }) {
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)];
  args.push(...(headless ? ['--headless'] : ['--ui-port', String(uiPort)]));
  args.push('--namespace', namespace, '--db-filename', dbFile, '--log-level', 'warn');
  args.push('--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=off');
  return [...args, ...searchAttributes.flatMap((one) => ['--search-attribute', one])];
}

/** Ready means: our own child lives, and it (no stranger on the port) describes the namespace. */
async function untilReady(server, child, opened) {
  let problem;
  child.once('error', (error) => (problem = error.message));
  child.once('exit', (code, name) => (problem = `it ended (${code ?? name})`));
  for (const endsAt = Date.now() + 30_000; Date.now() < endsAt; await sleep(50)) {
    if (problem !== undefined) break;
    if (!(await answers(server.port))) continue;
    const { code, stdout } = await ask(server, ['describe', '-o', 'json']);
    if (code === 0 && isAlive(child.pid)) return stdout;
  }
  const said = lastLines(opened.sinceOpened());
  throw new StepFailure(`Temporal did not start: ${problem ?? 'not ready after 30 s'}\n${said}`);
}

/** Ends the server that runs on a database file, whoever started it. */
export async function stopTemporalOn(dbFile) {
  const holder = holderOf(lockOf(resolve(dbFile)));
  if (holder !== undefined) await endProcess(holder.pid, { timeoutMs: 5000 });
  rmSync(lockOf(resolve(dbFile)), { force: true });
}

/**
 * Starts the server of a database file (made if missing) with the namespace and the search
 * attributes. `kill` ends it as a crash would; starting again on the same file goes on from there.
 */
export async function startTemporal(options) {
  const { headless = false, namespace = 'circuit-orders', cliPath } = options;
  const dbFile = resolve(options.dbFile);
  const port = options.port ?? (await anyFreePort());
  const uiPort = headless ? undefined : (options.uiPort ?? (await anyFreePort()));
  const server = { cliPath, port, namespace, address: `127.0.0.1:${port}` };
  mkdirSync(dirname(dbFile), { recursive: true });

  const lock = takeLock(lockOf(dbFile));
  if (lock.holder) {
    throw new StepFailure(`${dbFile} is in use by the Temporal server ${lock.holder.pid}.`);
  }
  const opened = openLog(options.log ?? `${dbFile}.log`);
  const child = spawn(cliPath, serverArguments({ ...server, uiPort, headless, dbFile }), {
    cwd: dirname(dbFile),
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', opened.descriptor, opened.descriptor],
  });
  child.unref();
  try {
    // From here on the lock belongs to the server: it outlives us if we are killed.
    if (child.pid) writePrivate(lockOf(dbFile), JSON.stringify(noteOf(child.pid, 'temporal')));
    const description = await untilReady(server, child, opened);
    if (!description.includes('2592000s')) await ask(server, ['update', '--retention', retention]);
  } catch (error) {
    if (child.pid) await endProcess(child.pid);
    rmSync(lockOf(dbFile), { force: true });
    throw error;
  } finally {
    opened.close();
  }

  const { pid } = child;
  const forget = () => {
    if (readJson(lockOf(dbFile), {}).pid === pid) rmSync(lockOf(dbFile), { force: true });
  };
  return {
    pid,
    port,
    uiPort,
    namespace,
    address: server.address,
    isAlive: () => isAlive(pid),
    stop: async () => {
      await endProcess(pid, { timeoutMs: 3000 });
      forget();
    },
    kill: async () => {
      signal(pid, 'SIGKILL');
      await isGoneWithin(pid, 5000);
      forget();
    },
  };
}
