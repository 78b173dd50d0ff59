import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { readJson } from './private-file.mjs';
import { createShutdown } from './shutdown.mjs';
import { isRunning } from './start.mjs';
import { createSteps, StepFailure } from './steps.mjs';

const exitOf = (child) =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });

// What only a running start can answer need not be installed and compiled to say that none runs.
const OF_A_RUNNING_START = ['token'];

/** Runs a command of the product; standard output carries nothing but what the command prints. */
export async function command(project, [name, ...args]) {
  if (!/^[a-z][a-z-]*$/.test(name ?? '')) throw new StepFailure('Which command? Give its name.');
  if (OF_A_RUNNING_START.includes(name) && !isRunning(project)) {
    throw new StepFailure('circuit-orders is not running here. Start it with: npm start');
  }
  const shutdown = createShutdown();
  shutdown.listen();
  await prepare(project, createSteps({ stream: process.stderr, quiet: true }));
  const file = join(project.dist, 'src', 'commands', `${name}.js`);
  if (!existsSync(file)) throw new StepFailure(`There is no command ${name} (${file}).`);
  // A killed start leaves its files; only a living one's variables are true.
  const environment = isRunning(project) ? readJson(project.environment, {}) : {};
  const env = { ...environment, ...process.env, ENDPOINTS_FILE: project.endpoints };
  const child = spawn(process.execPath, [file, ...args], {
    cwd: project.root,
    env,
    stdio: 'inherit',
  });
  shutdown.add(name, () => child.kill('SIGTERM'));
  return exitOf(child);
}
