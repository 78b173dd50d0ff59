import { createProviders } from './adapters/carriers/create-providers';
import { createCrashPoints } from './adapters/crash-points/create-crash-points';
import { createGraphMailer } from './adapters/graph-mail/create-graph-mailer';
import { createDatabase, type Database } from './adapters/postgres/pool';
import type { AuditTools } from './adapters/postgres/record-own-change';
import { createServiceNowMirror } from './adapters/servicenow/create-servicenow-mirror';
import { createRuntime, type TemporalRuntime } from './adapters/temporal/create-runtime';
import type { Config } from './config';
import type { Logger } from './log';
import { createRepeats } from './log-repeats';
import type { Clock } from './ports/clock';
import { NO_CRASH_POINTS, type CrashPoints } from './ports/crash-points';
import type { Mailer } from './ports/mail';
import type { Policy } from './ports/policy';
import type { Provider } from './ports/provider';
import type { TaskMirror } from './ports/task-mirror';
import { readPolicy } from './read-policy';

/** The outside, made real once per process and handed to whichever role runs. */
export interface Adapters {
  app: Database;
  worker: Database;
  audit: AuditTools;
  runtime: TemporalRuntime;
  providers: Map<string, Provider>;
  mirror: TaskMirror;
  mailer: Mailer;
  clock: Clock;
  crashPoints: CrashPoints;
  policy: Policy;
  close(): Promise<void>;
}

const POOL = 10;
/** Our share of the instance; the factor is 1 in production. */
const SERVICENOW_CALLS_PER_HOUR = 3_000;

export function createAdapters(config: Config, log: Logger, build: string): Adapters {
  const onError = (error: Error) => {
    log.warn({ error: error.message }, 'a database connection was lost');
  };
  const pool = (url: string) => createDatabase({ url, max: POOL, onError });
  const app = pool(config.DATABASE_URL);
  const worker = pool(config.DATABASE_WORKER_URL ?? config.DATABASE_URL);
  const clock: Clock = { nowIso: () => new Date().toISOString() };
  const crashPoints =
    config.CRASH_POINTS_DIR === undefined
      ? NO_CRASH_POINTS
      : createCrashPoints(config.CRASH_POINTS_DIR);
  const sayRarely = createRepeats(log, () => performance.now());
  const runtime = createRuntime({
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    onRefused: (error) => {
      const facts = { error: String(error.cause instanceof Error ? error.cause : error) };
      sayRarely({ level: 'error', key: facts.error, facts, message: 'Temporal refuses a call' });
    },
  });
  return {
    app,
    worker,
    audit: {
      auditKey: { kid: config.AUDIT_MAC_KEY_ID, key: Buffer.from(config.AUDIT_MAC_KEY, 'hex') },
      build,
    },
    runtime,
    providers: createProviders(
      config.carriers.map((carrier) => ({
        ...carrier,
        dialect: 'mef' as const,
        version: carrier.version === 'v5' ? ('v5' as const) : ('v6' as const),
      })),
      { crashPoints, clock },
    ),
    mirror: createServiceNowMirror(
      {
        url: config.SERVICENOW_URL,
        auth: 'oauth',
        clientId: config.SERVICENOW_CLIENT_ID,
        clientSecret: config.SERVICENOW_CLIENT_SECRET,
        user: config.SERVICENOW_USER,
        caFile: config.SERVICENOW_CA_FILE,
        canarySysId: config.SERVICENOW_CANARY_SYS_ID,
        callsPerHour: Math.round(SERVICENOW_CALLS_PER_HOUR * config.RATE_LIMIT_FACTOR),
      },
      {
        crashPoints,
        clock,
        alert: (message) => {
          log.error({ dependency: 'servicenow' }, message);
        },
      },
    ),
    mailer: createGraphMailer(
      {
        url: config.GRAPH_URL,
        tokenUrl: config.GRAPH_TOKEN_URL,
        clientId: config.GRAPH_CLIENT_ID,
        clientSecret: config.GRAPH_CLIENT_SECRET,
        mailbox: config.GRAPH_MAILBOX,
        caFile: config.GRAPH_CA_FILE,
      },
      { crashPoints },
    ),
    clock,
    crashPoints,
    policy: readPolicy(config.POLICY_FILE),
    async close() {
      await runtime.close();
      await Promise.all([app.close(), worker.close()]);
    },
  };
}
