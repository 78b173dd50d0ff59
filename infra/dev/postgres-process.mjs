import { join } from 'node:path';

/** The path of one of the server's programs. */
export const program = (bin, name) =>
  join(bin, process.platform === 'win32' ? `${name}.exe` : name);

/** How the server's programs are spawned: as whom, with what environment, writing to which log. */
export function childOptions(user, descriptor) {
  // PG* variables of the caller would redirect initdb; the readiness line must be English.
  const clean = Object.entries(process.env).filter(([key]) => !key.startsWith('PG'));
  const env = { ...Object.fromEntries(clean), LC_ALL: 'C', TZ: 'UTC' };
  const stdio = ['ignore', descriptor, descriptor];
  // Postgres returns to its working directory, which ours may forbid to its user.
  const cwd = process.platform === 'win32' ? undefined : '/';
  return { cwd, env, stdio, ...user };
}

/** What a program ended with, as text. */
export const exitOf = (child) =>
  new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, name) => done(`exit ${code ?? name}`));
  });
