import { createServer } from 'node:net';
import { StepFailure } from './steps.mjs';

const listens = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve({ error: error.code }));
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve({ port: taken }));
    });
  });

/** Can a server listen on this port, on every address a neighbour may hold it on? */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '0.0.0.0', '::1', '::']) {
    const { error } = await listens(port, host);
    // A machine without IPv6 has nothing that could hold the port there.
    if (error !== undefined && error !== 'EADDRNOTAVAIL' && error !== 'EAFNOSUPPORT') return false;
  }
  return true;
}

/** A port the system says is free. */
export const anyFreePort = async () => (await listens(0, '127.0.0.1')).port;

/** Gives out ports, never the same twice, and says so when one is not the wanted one. */
export function createPorts({ env = process.env, say = () => {} } = {}) {
  const given = new Set();

  /** The port fixed in the environment under `key`, else `wanted` or the next free one after it. */
  async function take(name, key, wanted) {
    const fixed = env[key];
    if (fixed !== undefined && fixed !== '') {
      const port = Number(fixed);
      if (!Number.isInteger(port) || port < 1 || port > 65535) {
        throw new StepFailure(`${key}=${fixed} is not a port number.`);
      }
      if (given.has(port) || !(await isFree(port))) {
        throw new StepFailure(
          `${key}=${fixed} fixes the port of ${name}, but that port is taken. ` +
            `End what listens there, or leave ${key} unset: then the next free port is used.`,
        );
      }
      given.add(port);
      return port;
    }
    for (let port = wanted; port < Math.min(wanted + 200, 65536); port += 1) {
      if (given.has(port) || !(await isFree(port))) continue;
      given.add(port);
      if (port !== wanted) say(`port ${wanted} of ${name} is taken, using ${port}`);
      return port;
    }
    throw new StepFailure(`No free port for ${name} from ${wanted} on. Set ${key} to a free one.`);
  }

  return { take };
}
