import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toBlock } from './block.mjs';
import { createRecord } from './children.mjs';
import { toEndpoints, writeEndpoints } from './endpoints.mjs';
import { holderOf, takeLock } from './lock.mjs';
import { outsideLeftovers, placePostgresData } from './postgres-place.mjs';
import { stopPostgresOn } from './postgres.mjs';
import { createPorts } from './ports.mjs';
import { prepare } from './prepare.mjs';
import { readJson, writePrivate } from './private-file.mjs';
import { keepSecrets } from './secrets.mjs';
import { createShutdown } from './shutdown.mjs';
import {
  migrate,
  productEnvironment,
  startDemoOrders,
  startProduct,
  startSimulators,
} from './start-product.mjs';
import { bringPostgres, bringTemporal, endLeftTemporal } from './start-servers.mjs';
import { createSteps } from './steps.mjs';
import { superviseParts } from './supervise.mjs';

const forever = () => new Promise(() => {});

function sayWhere(project, holder) {
  const { web, api, pid } = readJson(project.endpoints, {});
  const where = pid === holder.pid ? `: ${web ?? api}` : ', but is not ready yet';
  console.log(`circuit-orders already runs (process ${holder.pid})${where}`);
}

/** Removes everything a start makes, after what still runs of it has ended. */
async function startOver(project, env) {
  const places = [placePostgresData(project, env), join(project.data, 'postgres')];
  for (const dataDir of places) await stopPostgresOn(dataDir);
  const own = ['start.lock', 'setup.lock'];
  const inside = readdirSync(project.data).filter((name) => !own.includes(name));
  const all = [...inside.map((name) => join(project.data, name)), ...outsideLeftovers(project)];
  if (env.PGDATA_DIR && existsSync(join(env.PGDATA_DIR, 'PG_VERSION'))) all.push(env.PGDATA_DIR);
  for (const path of all) rmSync(path, { recursive: true, force: true });
  return env.DATABASE_URL
    ? 'removed .data; DATABASE_URL was not touched'
    : 'removed all local data';
}

/** Brings up everything from the servers to the product; answers what runs. */
async function bringUp(context, steps) {
  const { project } = context;
  const secrets = keepSecrets(project);
  const step = (title, work) => steps.run(title, (progress) => work({ ...context, progress }));
  const [postgres, temporal] = await Promise.all([
    step('Postgres', bringPostgres),
    step('Temporal', bringTemporal),
  ]);
  const port = await context.ports.take('the product', 'PORT', 3000);
  let database;
  await steps.run('database', async () => {
    database = await migrate(context, postgres, secrets);
    return 'migrated';
  });
  let simulators;
  await steps.run('simulators', async () => {
    simulators = await startSimulators(context, { secrets, port });
    return simulators === undefined ? 'none built' : 'ready';
  });
  const known = { secrets, port, database, temporal, simulators };
  const productEnv = await productEnvironment(context, known);
  writePrivate(project.environment, JSON.stringify(productEnv, null, 2));
  context.shutdown.add('product', () => context.product?.stop(6500));
  let product;
  await steps.run('product', async () => {
    product = await startProduct(context, productEnv);
    return 'ready';
  });
  return { product, productEnv, simulators, temporal, postgres, database };
}

function publish(context, { product, simulators, temporal, postgres, database }) {
  const { project, shutdown } = context;
  const endpoints = toEndpoints({
    product,
    simulators,
    temporal: { address: temporal.address, ui: temporal.ui, namespace: temporal.namespace },
    postgres: { url: database.DATABASE_URL, superuserUrl: postgres.superuserUrl },
  });
  writeEndpoints(project, endpoints);
  shutdown.add('endpoints', () => {
    for (const file of [project.endpoints, project.environment]) rmSync(file, { force: true });
  });
  console.log(`\n${toBlock(endpoints)}\n`);
}

/** `npm start`: everything a newcomer needs, until Ctrl-C. */
export async function start(project, args = [], { watch, env = process.env } = {}) {
  const isFresh = args.includes('--fresh');
  mkdirSync(project.data, { recursive: true });
  const lock = takeLock(project.lock);
  if (lock.holder) {
    sayWhere(project, lock.holder);
    if (isFresh) console.log('Stop it first (Ctrl-C there), then start over.');
    return isFresh ? 1 : 0;
  }
  const steps = createSteps();
  const record = createRecord(project.pids);
  const context = { project, env, record, watch };
  context.shutdown = createShutdown({
    say: (text) => console.log(text),
    impatient: () => context.product?.kill(),
    isExpected: true,
  });
  context.ports = createPorts({ env, say: (text) => steps.line('ports', text) });
  const { shutdown } = context;
  shutdown.listen();
  shutdown.add('lock', lock.release);
  try {
    await prepare(project, steps);
    const left = await record.endAll();
    await endLeftTemporal(project);
    if (left.length > 0) steps.line('leftovers', `ended ${left.join(', ')} of a killed start`);
    if (isFresh) await steps.run('fresh', () => startOver(project, env));
    const running = await bringUp(context, steps);
    publish(context, running);
    startDemoOrders(context, running.productEnv);
    const { reason, lastWords = '' } = (await superviseParts(context, running)) ?? {};
    if (shutdown.isStopping()) await forever();
    console.error(`\n${lastWords}\nA part ended by itself; stopping everything.`);
    await shutdown.stop();
    // Last, as whoever looks at the terminal later sees its end.
    console.error(reason);
    return 1;
  } catch (error) {
    // A signal makes steps fail; its own handler then ends the process.
    if (shutdown.isStopping()) await forever();
    await shutdown.stop();
    throw error;
  }
}

/** Does a start of this project run at the moment? */
export const isRunning = (project) => holderOf(project.lock) !== undefined;
