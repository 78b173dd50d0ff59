import { readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { commandLineOf, isAlive, isGoneWithin } from './living-process.mjs';

const pidFile = (dataDir) => join(dataDir, 'postmaster.pid');

/** Does something answer on the port? */
export const answers = (port, host = '127.0.0.1') =>
  new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });

/** The server that runs on a data directory, if it lives and is really that: `{pid, port, state}`. */
export function readPostmaster(dataDir) {
  let lines;
  try {
    lines = readFileSync(pidFile(dataDir), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const command = commandLineOf(pid);
  // Where command lines cannot be read, the data directory named in the file has to do.
  const isOurs = command === '' ? lines[1] === dataDir : command.includes(dataDir);
  if (!isAlive(pid) || !isOurs) return undefined;
  return { pid, port: Number(lines[3]), state: (lines[7] ?? '').trim() };
}

/** A running server to adopt; one that is just stopping is waited for, a dead one's note removed. */
export async function adoptPostmaster(dataDir) {
  const found = readPostmaster(dataDir);
  if (found === undefined) {
    rmSync(pidFile(dataDir), { force: true });
    return undefined;
  }
  for (let tries = 0; tries < 100; tries += 1) {
    const now = readPostmaster(dataDir);
    if (now === undefined) return adoptPostmaster(dataDir);
    if (now.state === 'ready' && (await answers(now.port))) return now;
    await isGoneWithin(now.pid, 100);
  }
  throw new Error(
    `Process ${found.pid} runs Postgres on ${dataDir} but does not answer. End it: kill ${found.pid}`,
  );
}
