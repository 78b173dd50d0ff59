import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The places the set-up reads and writes, all derived from the folder of the clone. */
export function createProject(root = fileURLToPath(new URL('../..', import.meta.url))) {
  const real = realpathSync(root);
  const data = join(real, '.data');
  return {
    root: real,
    // Two clones on one machine must never share what lies outside of them.
    hash: createHash('sha256').update(real).digest('hex').slice(0, 16),
    data,
    logs: join(data, 'logs'),
    dist: join(real, 'dist'),
    modules: join(real, 'node_modules'),
    lock: join(data, 'start.lock'),
    endpoints: join(data, 'endpoints.json'),
    environment: join(data, 'environment.json'),
    pids: join(data, 'pids.json'),
    path: (...parts) => join(real, ...parts),
  };
}
