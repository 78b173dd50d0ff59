/**
 * The one file that sees every room: configuration, log, adapters, then the roles this process
 * plays. It stops in the opposite order: no new work, drain, workers, connections.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivityTools } from './activities/tools';
import { createActivities } from './activities/create-activities';
import { createConversations } from './adapters/postgres/conversations';
import { createDirectory } from './adapters/postgres/directory';
import { createMirrorLedger } from './adapters/postgres/mirror/create-mirror-ledger';
import { createOrders } from './adapters/postgres/orders';
import { createOutboxes } from './adapters/postgres/outboxes/create-outboxes';
import { createProjection } from './adapters/postgres/project';
import { createProviderLedger } from './adapters/postgres/provider-ledger';
import { readCalendar } from './adapters/postgres/read-policies';
import { toBotSettings } from './bot-settings-of';
import { ConfigError, parseConfig, type Config } from './config';
import { createAdapters, type Adapters } from './create-adapters';
import { createLogger, type Logger } from './log';
import { createRepeats } from './log-repeats';
import { startDoors } from './start-doors';
import { startMetrics } from './start-metrics';
import { carryOut } from './use-cases/act-on-order';
import type { Tools } from './use-cases/tools';
import { toWorkerLog } from './worker-log';

const PATIENCE_MS = 1_500;
const WORKERS_STOPPED = 'the workers stopped and start again';
const TURN_FAILED = 'a relay turn failed and is repeated';

interface Running {
  stop(): Promise<void>;
}

/** What a role adds to the ready message, besides being stopped. */
interface Role extends Running {
  endpoints?: Record<string, string>;
}

function useCaseTools(adapters: Adapters): Tools {
  return {
    orders: createOrders(adapters.app, adapters.audit),
    directory: createDirectory(adapters.app),
    runtime: adapters.runtime,
    providers: adapters.providers,
    clock: adapters.clock,
    crashPoints: adapters.crashPoints,
    patienceMs: PATIENCE_MS,
    newId: randomUUID,
  };
}

async function startWorkerRole(config: Config, adapters: Adapters, log: Logger): Promise<Role> {
  const sayRarely = createRepeats(log, () => performance.now());
  const { Runtime } = await import('@temporalio/worker');
  const { runWorker } = await import('./worker/run-worker.js');
  // This process owns its signals; the runtime must not answer them first.
  Runtime.install({
    shutdownSignals: [],
    logger: toWorkerLog(log, sayRarely),
    telemetryOptions: { logging: { forward: {} } },
  });
  const { worker, audit, crashPoints, clock, policy, providers, mirror, runtime } = adapters;
  const tools: ActivityTools = {
    projection: createProjection({ db: worker, ...audit, crashPoints }),
    ledger: createProviderLedger(worker),
    mirrorLedger: createMirrorLedger(worker, audit),
    calendar: () => readCalendar(worker),
    ...{ providers, mirror, runtime, clock, crashPoints, policy },
  };
  const graceMs = config.PROFILE === 'production' ? 30_000 : 4_000;
  return runWorker(
    {
      address: config.TEMPORAL_ADDRESS,
      namespace: config.TEMPORAL_NAMESPACE,
      bundle: config.WORKFLOW_BUNDLE,
      providers: [...providers.keys()],
      projectionPool: 10,
      shutdownGraceMs: graceMs,
      shutdownForceMs: graceMs + 2_000,
      providerCallsPerSecond: 20,
    },
    createActivities(tools),
    (error) => {
      const facts = { error: String(error) };
      sayRarely({ level: 'warn', key: facts.error, facts, message: WORKERS_STOPPED });
    },
  );
}

async function startRelayRole(
  config: Config,
  adapters: Adapters,
  tools: Tools,
  log: Logger,
): Promise<Role> {
  const { createChat } = await import('./bot/create-chat.js');
  const { startRelays } = await import('./relay/start-relays.js');
  const teams = createChat(toBotSettings(config));
  const sayRarely = createRepeats(log, () => performance.now());
  const loops = startRelays(
    {
      outboxes: createOutboxes(adapters.app),
      copies: createConversations(adapters.app),
      orders: tools.orders,
      runtime: adapters.runtime,
      chat: teams.chat,
      mailer: adapters.mailer,
      clock: adapters.clock,
      crashPoints: adapters.crashPoints,
      policy: adapters.policy,
      links: linksOf(config),
    },
    {
      carryOut: (intent) => carryOut(tools, intent),
      onError: (name, error) => {
        const facts = { loop: name, error: String(error) };
        sayRarely({ level: 'warn', key: Object.values(facts).join(), facts, message: TURN_FAILED });
      },
    },
  );
  return {
    async stop() {
      await loops.stop();
      await teams.close();
    },
  };
}

/** Addresses on the board, for cards and mails. */
export function linksOf(config: Config) {
  const origin = config.WEB_ORIGIN ?? `http://localhost:${config.PORT}`;
  const board = `${origin}/circuit-orders`;
  return { board, order: (orderNumber: string) => `${board}/${encodeURIComponent(orderNumber)}` };
}

async function startRoles(config: Config, log: Logger): Promise<Role> {
  const adapters = createAdapters(config, log, buildId());
  const missing = await adapters.runtime.missingOnServer(PATIENCE_MS);
  if (missing !== null) throw new ConfigError([missing]);
  const tools = useCaseTools(adapters);
  const metrics = await startMetrics(config.METRICS_PORT);
  const running: Role[] = [];
  if (metrics.url !== null) {
    const endpoints = { metrics: metrics.url };
    running.push({ endpoints, stop: () => metrics.stop() });
  }
  if (config.ROLES.includes('worker')) running.push(await startWorkerRole(config, adapters, log));
  if (config.ROLES.includes('relay')) {
    running.push(await startRelayRole(config, adapters, tools, log));
  }
  if (config.ROLES.includes('api') || config.ROLES.includes('bot')) {
    running.push(await startDoors({ config, adapters, tools, log, links: linksOf(config) }));
  }
  return {
    endpoints: Object.assign({}, ...running.map((role) => role.endpoints ?? {})) as Record<
      string,
      string
    >,
    async stop() {
      for (const role of running.reverse()) await role.stop();
      await adapters.close();
    },
  };
}

/** Version of the package; it stands in every audit event. */
function buildId(): string {
  for (const folder of [join(__dirname, '..'), join(__dirname, '..', '..')]) {
    try {
      const text = readFileSync(join(folder, 'package.json'), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      continue;
    }
  }
  return 'unknown';
}

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLogger(config.LOG_LEVEL);
  process.on('unhandledRejection', (error) => {
    log.fatal({ error: String(error) }, 'an unhandled rejection ends this process');
    process.exit(1);
  });
  const role = await startRoles(config, log);
  let stopping = false;
  const stop = (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    role.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => {
    stop('SIGTERM');
  });
  process.on('SIGINT', () => {
    // The set-up process hears Ctrl-C too and stops its parts in order.
    if (process.send === undefined) stop('SIGINT');
  });
  process.on('disconnect', () => {
    stop('the starter is gone');
  });
  log.info({ roles: config.ROLES }, 'running');
  process.send?.({ type: 'ready', endpoints: role.endpoints ?? {}, env: {} });
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  });
}
