import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forkChild } from './children.mjs';

const simulatorPorts = [
  ['the Teams stand-in', 'SIM_TEAMS_PORT', 3010],
  ['ServiceNow', 'SIM_SERVICENOW_PORT', 3020],
  ['Comcast', 'SIM_COMCAST_PORT', 3030],
  ['mail', 'SIM_GRAPH_PORT', 3040],
  ['the mailbox', 'SIM_INBOX_PORT', 3041],
  ['identity', 'SIM_IDENTITY_PORT', 3060],
];

const script = (project, name) => join(project.dist, 'src', 'commands', `${name}.js`);

function forkPart(context, name, file, env, more = {}) {
  const { project, record } = context;
  const log = join(project.logs, `${name}.log`);
  return forkChild({
    name,
    file,
    env: { ...context.env, ...env },
    cwd: project.root,
    log,
    record,
    ...more,
  });
}

/** Creates roles and database, migrates; answers the logins as DATABASE_* variables. */
export async function migrate(context, postgres, secrets) {
  const { project, env, shutdown } = context;
  const own = {
    DATABASE_SUPERUSER_URL: postgres.superuserUrl,
    DATABASE_NAME: 'circuit_orders',
    DATABASE_ROLE_PASSWORD_SEED: secrets.databaseRolePasswordSeed,
  };
  const child = forkPart(
    context,
    'db-migrate',
    script(project, 'db-migrate'),
    postgres.external ? {} : own,
    {
      timeoutMs: 120_000,
    },
  );
  shutdown.add('migration', () => child.stop());
  const ready = await child.whenReady();
  await child.exited;
  if (!postgres.external) return { ...ready.env, ...own };
  const given = Object.entries(env).filter(([key]) => key.startsWith('DATABASE_'));
  return { ...ready.env, ...Object.fromEntries(given) };
}

/** Starts the outside world; answers its child, endpoints and the variables that point to it. */
export async function startSimulators(context, { secrets, port }) {
  const { project, env, ports, shutdown } = context;
  const file = script(project, 'simulators');
  if (!existsSync(file)) return undefined;
  const api = `http://localhost:${port}`;
  const settings = {
    SIM_TOKEN: secrets.simToken,
    SIM_STATE_DIR: join(project.data, 'sim'),
    SIM_PACE_SECONDS: env.SIM_PACE_SECONDS || '15',
    API_URL: api,
    BOT_URL: `${api}/api/messages`,
  };
  for (const [name, key, wanted] of simulatorPorts) {
    settings[key] = String(await ports.take(name, key, wanted));
  }
  const child = forkPart(context, 'simulators', file, settings);
  shutdown.add('simulators', () => child.stop(2000));
  return { child, ...(await child.whenReady()) };
}

/** The variables of the product itself; what a person set already stays. */
export async function productEnvironment(
  context,
  { secrets, port, database, temporal, simulators },
) {
  const { project, ports } = context;
  const metrics = await ports.take('the metrics', 'METRICS_PORT', 9464);
  const own = {
    PROFILE: 'development',
    PORT: String(port),
    METRICS_PORT: String(metrics),
    API_URL: `http://localhost:${port}`,
    ...database,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    AUDIT_MAC_KEY_FILE: secrets.auditKeyFile,
    WEB_SESSION_KEY_FILE: secrets.sessionKeyFile,
    WEB_DIR: join(project.dist, 'web'),
    POLICY_FILE: project.path('infra', 'dev', 'policy.json'),
    WORKFLOW_BUNDLE: join(project.dist, 'workflow-bundle.js'),
  };
  const known = { ...own, ...simulators?.env };
  // What a person set already stays: their own ServiceNow, carrier or mailbox instead of ours.
  const given = Object.keys(known).filter((name) => context.env[name]);
  return { ...known, ...Object.fromEntries(given.map((name) => [name, context.env[name]])) };
}

/** Starts the product with all its roles. */
export async function startProduct(context, productEnv) {
  const { project } = context;
  const child = forkPart(context, 'product', join(project.dist, 'src', 'main.js'), productEnv);
  // Looked up when it stops: a watched product is replaced while everything else runs on.
  context.product = child;
  return { child, ...(await child.whenReady()) };
}

/** Places the first orders, once per clone; if that fails, only the log says so. */
export function startDemoOrders(context, productEnv) {
  const { project, shutdown } = context;
  const file = script(project, 'demo-orders');
  const done = join(project.data, 'demo-orders.done');
  if (existsSync(done) || !existsSync(file)) return undefined;
  const child = forkPart(context, 'demo-orders', file, { ...productEnv, DEMO_DONE_FILE: done });
  shutdown.add('demo orders', () => child.stop(500));
  return child;
}
