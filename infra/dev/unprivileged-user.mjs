import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

// Postgres refuses to run as root; this is `nobody` on every Unix we know.
const nobody = { uid: 65534, gid: 65534 };

export const isRoot = () => process.getuid?.() === 0;

/** Who runs Postgres: undefined means "as ourselves", the answer for everyone but root. */
export function chooseUser(dataDir) {
  if (!isRoot()) return undefined;
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir);
    if (uid !== 0) return { uid, gid };
  }
  return nobody;
}

const existingPart = (path) => (existsSync(path) ? path : existingPart(dirname(path)));

/** May this user pass through every folder on the way to a path (which need not exist yet)? */
export function canReach(path, { uid, gid }) {
  const start = existingPart(resolve(path));
  const exact = start === resolve(path);
  // Whatever does not exist yet will be made, and handed over, by us.
  let folder = exact ? dirname(realpathSync(start)) : realpathSync(start);
  for (;;) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const shift = owner === uid ? 6 : group === gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (folder === dirname(folder)) return true;
    folder = dirname(folder);
  }
}
