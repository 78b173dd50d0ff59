import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';

/** A process of the product or of the simulators, started as `npm start` starts it. */
export interface Child {
  process: ChildProcess;
  ready: { endpoints: Record<string, unknown>; env: Record<string, string> };
  /** Settles when it ended, with its code or signal. */
  ended: Promise<string>;
  isAlive(): boolean;
  stop(): Promise<string>;
  kill(): Promise<string>;
}

const DIST = join(__dirname, '..', '..', __dirname.includes('/dist/') ? '' : 'dist');
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 20_000;

/** Starts a compiled script of ours (or one named by its full path) and waits until it is ready. */
export async function startChild(
  script: string,
  env: Record<string, string>,
  logFile: string,
): Promise<Child> {
  const { PATH = '', HOME = '' } = process.env;
  const child = fork(resolvePath(DIST, script), [], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log);
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
    log.write(chunk);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal ?? String(code));
    });
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    if (isAlive()) child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    const how = await ended;
    clearTimeout(timer);
    return how;
  };
  const ready = await new Promise<Child['ready']>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${script} was not ready in time.\n${errors}`));
    }, READY_WITHIN_MS);
    child.on('message', (message: { type?: string } & Child['ready']) => {
      if (message.type !== 'ready') return;
      clearTimeout(timer);
      resolve(message);
    });
    void ended.then((how) => {
      clearTimeout(timer);
      reject(new Error(`${script} ended with ${how} before it was ready.\n${errors}`));
    });
  });
  return {
    process: child,
    ready,
    ended,
    isAlive,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
