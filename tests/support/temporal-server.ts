import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../workflows/messages';

/** A Temporal dev server of one house, on a database file, so that a kill proves something. */
export interface TemporalServer {
  address: string;
  namespace: string;
  kill(): Promise<void>;
  /** Starts again on the same file and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const NAMESPACE = 'circuit-orders';
const READY_WITHIN_MS = 30_000;

// Below the ports the system hands out by itself: a server that died finds its own free again.
const FIRST_PORT = 20_000;
const PORTS = 12_000;

export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

export async function startTemporalServer(): Promise<TemporalServer> {
  const cli = process.env['TEMPORAL_CLI_PATH'];
  if (cli === undefined) throw new Error('Run this suite by `npm test`: it finds Temporal.');
  const folder = mkdtempSync(join(tmpdir(), 'circuit-orders-temporal-'));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  const start = async () => {
    child = spawn(cli, serverArguments(port, join(folder, 'temporal.db')), { stdio: 'ignore' });
    await ready(address, child);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  const stop = async () => {
    await end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  await start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    address,
    namespace: NAMESPACE,
    kill: () => end('SIGKILL'),
    restart: start,
    stop,
  };
}

function serverArguments(port: number, file: string): string[] {
  const attributes = [
    [SEARCH_ATTRIBUTES.stage, 'Keyword'],
    [SEARCH_ATTRIBUTES.provider, 'Keyword'],
    [SEARCH_ATTRIBUTES.dueAt, 'Datetime'],
  ].flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]);
  return [
    ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port)],
    ...['--namespace', NAMESPACE, '--db-filename', file, '--log-level', 'error', ...attributes],
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=off'],
  ];
}

/** The port opens before the namespace exists: ready means that our child answers for it. */
async function ready(address: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until;) {
    if (child.exitCode !== null) throw new Error(`Temporal ended with ${child.exitCode}`);
    try {
      const connection = await Connection.connect({ address, connectTimeout: 500 });
      await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
      await connection.close();
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error('Temporal was not ready in time.');
}
