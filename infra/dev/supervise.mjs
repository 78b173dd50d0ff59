import { setTimeout as sleep } from 'node:timers/promises';
import { build } from './build.mjs';
import { alone } from './prepare.mjs';
import { lastLines } from './run-tool.mjs';
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

/** Why the product gave up, where its log has a line that says so: `: <what>: <error>`. */
function causeIn(words) {
  const fatal = words.split('\n').findLast((line) => line.startsWith('{"level":60,'));
  if (fatal === undefined) return '';
  try {
    const { msg, error } = JSON.parse(fatal);
    return `: ${[msg, error].filter(Boolean).join(': ')}`;
  } catch {
    return '';
  }
}

async function productEnded({ exited, log, said }) {
  const reason = `The product ended (${await exited})${causeIn(said())}. Log: ${log}`;
  return { reason, lastWords: lastLines(said(), 10) };
}

/** Waits until a part ends by itself; answers why, naming it and its log, and its last words. */
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
    if (fallen) return { reason: `${fallen[0]} ended. Logs: ${context.project.logs}` };
    if (context.isReplacing || context.product.isAlive()) continue;
    return productEnded(context.product);
  }
}
