// `npm test`: every check in one command, on servers of its own, so it may run beside `npm start`.
// One line per stage; what failed is printed in full below its line; the last line counts.
import { countFiles, runJest } from './jest-stage.mjs';
import { findHarness } from './harness.mjs';
import { alone } from './prepare.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runTool } from './run-tool.mjs';
import { createShutdown } from './shutdown.mjs';
import { checkBuild, checkFormat, checkLint, checkWebTypes } from './static-stages.mjs';
import { createSteps } from './steps.mjs';
import { createTally, toLine } from './tally.mjs';
import { createTemporaryDir } from './temporary-dir.mjs';
import { jestParts, parseTestArguments } from './test-arguments.mjs';
import {
  commonEnvironment,
  findTemporal,
  startTestPostgres,
  startTestTemporal,
} from './test-servers.mjs';

const needsTemporal = new Set(['workflows', 'e2e', 'web', 'torture']);

/** Runs stages and keeps the count. */
function createStages(steps, tally) {
  return async (title, work) => {
    let result;
    await steps.run(title, async (progress) => {
      result = await work(progress);
      return toLine(result);
    });
    tally.add(result);
    for (const message of result.messages ?? []) console.log(`\n${message}\n`);
  };
}

async function runStatic({ project, parts, stage, steps }) {
  const all = parts.has('static');
  const web = all ? checkWebTypes(project) : undefined;
  // The unit suites need nothing that is built.
  const needsBuild = all || [...parts].some((part) => part !== 'unit');
  await alone(project, steps, () =>
    Promise.all([
      all && stage('format', () => checkFormat(project)),
      all && stage('lint', () => checkLint(project)),
      needsBuild && stage('types and build', (progress) => checkBuild(project, progress)),
      web && stage('types of the web', () => web),
    ]),
  );
}

/** Starts what the chosen parts need; answers their environment and what cannot run, and why. */
async function startServers({ project, parts, steps, folder }) {
  const env = commonEnvironment(project);
  const missing = new Map();
  if ([...parts].some((part) => part in jestParts && part !== 'unit')) {
    await steps.run('Postgres', async () => {
      Object.assign(env, await startTestPostgres(folder, { fsync: false }));
      return 'temporary';
    });
  }
  const wanting = [...parts].filter((part) => needsTemporal.has(part));
  if (wanting.length > 0) {
    await steps.run('Temporal', async (progress) => {
      const found = await findTemporal(project, progress);
      if (found.problem !== undefined) {
        for (const part of wanting) missing.set(part, found.problem);
        return 'MISSING';
      }
      Object.assign(env, found.env);
      Object.assign(env, await startTestTemporal(folder, found.env.TEMPORAL_CLI_PATH));
      return `temporary, ${found.detail}`;
    });
  }
  if (env.CHROMIUM_PATH === undefined && !missing.has('web')) {
    missing.set('web', 'There is no Chromium in PATH. Install one, or name it in CHROMIUM_PATH.');
  }
  return { env, missing };
}

/** A suite that cannot run is skipped on a person's machine and a failure in CI. */
function toMissing(count, reason) {
  if (count === 0) return { messages: [] };
  return process.env.CI
    ? { failed: count, messages: [reason] }
    : { skipped: count, messages: [reason] };
}

async function runTorture({ project, folder, record, env }) {
  const file = findHarness(project, 'torture', 'run.js');
  const own = await startTestPostgres(folder, { fsync: true });
  const { code, output } = await runTool(process.execPath, [file, '--profile=ci', '--seed=1'], {
    cwd: project.root,
    // It starts and kills its own Temporal.
    env: { ...env, ...own, TEMPORAL_ADDRESS: '', HARNESS_DIR: folder },
    onStart: (pid) => record.add(pid, 'torture'),
  });
  return code === 0 ? { passed: 1 } : { failed: 1, messages: [output.trimEnd()] };
}

async function runSuites({ project, parts, pattern, paths, stage, env, missing, folder, record }) {
  const onStart = (pid) => record.add(pid, 'jest');
  for (const [part, workers] of Object.entries(jestParts)) {
    if (!parts.has(part)) continue;
    await stage(part, async () => {
      const options = { part, workers, pattern, paths, env, folder, onStart };
      if (!missing.has(part)) return runJest(project, options);
      return toMissing(await countFiles(project, options), missing.get(part));
    });
  }
  if (!parts.has('torture') || findHarness(project, 'torture', 'run.js') === undefined) return;
  await stage('torture', () =>
    missing.has('torture')
      ? toMissing(1, missing.get('torture'))
      : runTorture({ project, folder, record, env }),
  );
}

/** `npm test`. */
export async function test(project, args) {
  const chosen = parseTestArguments(args);
  const startedAt = Date.now();
  const steps = createSteps({ everyMs: 15_000 });
  const tally = createTally();
  const stage = createStages(steps, tally);
  const shutdown = createShutdown({ say: (text) => console.log(text) });
  shutdown.listen();
  try {
    await alone(project, steps, () =>
      steps.run('dependencies', (progress) => ensureDependencies(project, progress)),
    );
    await runStatic({ project, ...chosen, stage, steps });
    const temporary = await createTemporaryDir();
    shutdown.add('servers', temporary.clear);
    const { folder, record } = temporary;
    const servers = await startServers({ project, ...chosen, steps, folder });
    await runSuites({ project, ...chosen, ...servers, stage, folder, record });
  } catch (error) {
    if (shutdown.isStopping()) await new Promise(() => {});
    console.error(error);
    tally.add({ failed: 1 });
  }
  if (shutdown.isStopping()) await new Promise(() => {});
  await shutdown.stop();
  console.log(`\nall in ${((Date.now() - startedAt) / 1000).toFixed(0)} s\n${toLine(tally.sum)}`);
  return tally.sum.failed === 0 ? 0 : 1;
}
