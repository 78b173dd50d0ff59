import { setTimeout as sleep } from 'node:timers/promises';
import { build } from './build.mjs';
import { alone } from './prepare.mjs';
import { startProduct } from './start-product.mjs';
import { createSteps } from './steps.mjs';
import { watchSources } from './watch-sources.mjs';

/** Rebuilds and replaces the product; a build that fails leaves the old one running. */
async function replaceProduct(context, productEnv) {
  const { project } = context;
  const steps = createSteps();
  try {
    const done = await alone(project, steps, () =>
      steps.run('build', (progress) => build(project, progress)),
    );
    if (done === undefined) return;
  } catch (error) {
    console.error(error.message);
    return;
  }
  context.isReplacing = true;
  await context.product.stop(6500);
  try {
    await steps.run('product', async () => {
      await startProduct(context, productEnv);
      return 'restarted';
    });
  } catch (error) {
    console.error(`${error.message}\nWaiting for the next change.`);
    // Nothing runs now and nobody must take that for a crash.
    return;
  }
  context.isReplacing = false;
}

/** Waits until a part ends by itself; answers a sentence naming it and its log. */
export async function superviseParts(context, { productEnv, simulators, temporal, postgres }) {
  const { shutdown, watch } = context;
  if (watch) watchSources(context.project, () => replaceProduct(context, productEnv));
  const servers = [
    ['Postgres', postgres],
    ['Temporal', temporal],
    ['The simulators', simulators?.child],
  ].filter(([, part]) => part?.isAlive !== undefined);
  for (;;) {
    await sleep(500);
    if (shutdown.isStopping()) return undefined;
    const fallen = servers.find(([, part]) => !part.isAlive());
    if (fallen) return `${fallen[0]} ended. Logs: ${context.project.logs}`;
    if (context.isReplacing || context.product.isAlive()) continue;
    return `The product ended. Log: ${context.product.log}\n${context.product.lastWords()}`;
  }
}
