import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canReach, chooseUser } from './unprivileged-user.mjs';

/** The place used when root runs us from a folder Postgres' own user cannot enter. */
export const outsideDir = (project) => join('/var/lib/circuit-orders', project.hash);

/** Where the data of the embedded server lives. */
export function placePostgresData(project, env = process.env, user = undefined) {
  if (env.PGDATA_DIR) return env.PGDATA_DIR;
  const inside = join(project.data, 'postgres');
  const runner = user ?? chooseUser(inside);
  if (runner === undefined || canReach(inside, runner)) return inside;
  return join(outsideDir(project), 'postgres');
}

/** What `--fresh` has to remove beside `.data`. */
export const outsideLeftovers = (project) => [outsideDir(project)].filter((dir) => existsSync(dir));
