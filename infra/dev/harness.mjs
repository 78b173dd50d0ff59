import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { runTool } from './run-tool.mjs';
import { createShutdown } from './shutdown.mjs';
import { createSteps, StepFailure } from './steps.mjs';
import { createTemporaryDir } from './temporary-dir.mjs';
import {
  commonEnvironment,
  findTemporal,
  startTestPostgres,
  startTestTemporal,
} from './test-servers.mjs';

/** Where a compiled harness lies, and whether there is one. */
export function findHarness(project, ...parts) {
  const file = join(project.dist, 'tests', ...parts);
  return existsSync(file) ? file : undefined;
}

/** Runs a harness that works on servers of its own, with the environment suites get too. */
async function runHarness(project, parts, args, { fsync, withTemporal }) {
  const steps = createSteps();
  const shutdown = createShutdown({ say: (text) => console.log(text) });
  shutdown.listen();
  try {
    await prepare(project, steps);
    const file = findHarness(project, ...parts);
    if (file === undefined) throw new StepFailure(`There is no tests/${parts.join('/')} to run.`);
    const temporary = await createTemporaryDir();
    shutdown.add('servers', temporary.clear);
    const { folder } = temporary;
    const env = { ...commonEnvironment(project), HARNESS_DIR: folder };
    await steps.run('Postgres', async () => {
      Object.assign(env, await startTestPostgres(folder, { fsync }));
      return fsync ? 'durable' : 'without fsync';
    });
    await steps.run('Temporal', async (progress) => {
      const found = await findTemporal(project, progress);
      if (found.problem !== undefined) throw new StepFailure(found.problem);
      Object.assign(env, found.env);
      const cli = found.env.TEMPORAL_CLI_PATH;
      if (withTemporal) Object.assign(env, await startTestTemporal(folder, cli));
      return found.detail;
    });
    const { code } = await runTool(process.execPath, [file, ...args], {
      cwd: project.root,
      env,
      inherit: true,
      onStart: (pid) => temporary.record.add(pid, parts.join('/')),
    });
    if (shutdown.isStopping()) await new Promise(() => {});
    return code;
  } finally {
    await shutdown.stop();
  }
}

/** `npm run torture`: it starts and kills its own Temporal, so it only gets the program. */
export const torture = (project, args) =>
  runHarness(project, ['torture', 'run.js'], args, { fsync: true, withTemporal: false });

/** `npm run bench`. */
export const bench = (project, args) =>
  runHarness(project, ['bench', 'run.js'], args, { fsync: true, withTemporal: true });

/** `npm run histories:record`. */
export const histories = (project, args) =>
  runHarness(project, ['replay', 'record.js'], args, { fsync: false, withTemporal: true });
