import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { waitForLock } from './lock.mjs';
import { createShutdown } from './shutdown.mjs';
import { createSteps } from './steps.mjs';

/** Does work that only one process at a time may do: two builds would write the same files. */
export async function alone(project, steps, work) {
  const lock = await waitForLock(join(project.data, 'setup.lock'), ({ pid }) =>
    steps.line('waiting', `process ${pid} is installing or building`),
  );
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Packages installed, everything built: the ground of every command. */
export const prepare = (project, steps) =>
  alone(project, steps, async () => {
    await steps.run('dependencies', (progress) => ensureDependencies(project, progress));
    await steps.run('build', (progress) => build(project, progress));
  });

/** `npm run build`. */
export async function buildOnly(project) {
  const shutdown = createShutdown();
  shutdown.listen();
  await prepare(project, createSteps());
  return 0;
}
