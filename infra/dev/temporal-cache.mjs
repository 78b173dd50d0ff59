import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const exe = process.platform === 'win32' ? '.exe' : '';

const writable = (folder) => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** The user's cache folder; inside the project where there is none that can be written. */
export function cacheFolder(project, env = process.env) {
  const home = env.HOME || homedir();
  const usual = {
    darwin: join(home, 'Library', 'Caches'),
    win32: env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'),
  };
  const base = env.XDG_CACHE_HOME || usual[process.platform] || join(home, '.cache');
  const folder = join(base, 'circuit-orders', 'temporal');
  return writable(folder) ? folder : join(project.data, 'cache', 'temporal');
}

const nameOf = (name, version) => `${name}-${version}-${process.platform}-${process.arch}${exe}`;
const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The cached program of that version, when its bytes are still those once put there. */
export function findCached(folder, name, version) {
  const file = join(folder, nameOf(name, version));
  if (!existsSync(file) || !existsSync(`${file}.sha256`)) return undefined;
  return readFileSync(`${file}.sha256`, 'utf8').trim() === hashOf(file) ? file : undefined;
}

/** Puts a program into the cache. The hash comes last: without it the file does not count. */
export function putInCache(folder, name, version, source) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, nameOf(name, version));
  const next = `${file}.${process.pid}.new`;
  copyFileSync(source, next);
  chmodSync(next, 0o755);
  const hash = hashOf(next);
  renameSync(next, file);
  writeFileSync(`${file}.sha256`, `${hash}\n`);
  return file;
}
