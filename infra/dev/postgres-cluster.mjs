import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openLog } from './log-file.mjs';
import { childOptions, exitOf, program } from './postgres-process.mjs';
import { lastLines } from './run-tool.mjs';
import { StepFailure } from './steps.mjs';

/** The superuser's password lies beside the data, so whoever finds the one finds the other. */
export const passwordFile = (dataDir) => `${dataDir}.password`;

/** Makes a new cluster, its superuser's password beside it in a file of mode 0600. */
export async function createCluster({ bin, dataDir, user, log }) {
  mkdirSync(dirname(dataDir), { recursive: true });
  const password = passwordFile(dataDir);
  writeFileSync(password, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  // A killed initdb must not leave half a cluster under the final name.
  const next = `${dataDir}.new`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { mode: 0o700 });
  if (user) for (const path of [next, password]) chownSync(path, user.uid, user.gid);
  const args = ['-D', next, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${password}`];
  args.push('--no-locale', '-E', 'UTF8', '--no-instructions');
  const opened = openLog(log);
  const result = await exitOf(
    spawn(program(bin, 'initdb'), args, childOptions(user, opened.descriptor)),
  );
  opened.close();
  if (result !== 'exit 0') {
    const said = lastLines(opened.sinceOpened());
    throw new StepFailure(`initdb could not make a database in ${dataDir} (${result}):\n${said}`);
  }
  renameSync(next, dataDir);
}

/** Refuses a cluster another major version made. */
export function checkVersion(dataDir, version) {
  const made = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (version.split('.')[0] === made) return;
  throw new StepFailure(
    `${dataDir} was made by Postgres ${made}, this is ${version}. Export with the old version ` +
      '(npm run db:export), start over (npm start -- --fresh), then npm run db:import.',
  );
}
