import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from './child';
import { createTestDatabase, thisYear, type TestDatabase } from './test-database';
import { freePort, startTemporalServer, type TemporalServer } from './temporal-server';

/** The whole product beside the simulated world: real processes, real sockets, real servers. */
export interface House {
  url: string;
  database: TestDatabase;
  temporal: TemporalServer;
  simulators: Child;
  product: Child[];
  endpoints: Endpoints;
  env: Record<string, string>;
  crashDir: string;
  folder: string;
  startProduct(roles?: string): Promise<Child>;
  stop(): Promise<void>;
}

/** Where the simulators are and how to steer them, as in `.data/endpoints.json`. */
export interface Endpoints {
  simulatorToken: string;
  teams: { url: string; control: string; gateway: string };
  servicenow: { url: string; control: string; agent: string };
  carriers: { comcast: { url: string; control: string } };
  mail: { url: string; control: string; inbox: string };
  identity: { issuer: string; token: string; control: string };
}

const TOKEN = 'simulators-of-a-test';
const POLICY = {
  backoff: { firstMs: 100, capMs: 2_000 },
  lookAgainMs: [200],
  providerCadence: { fixedMs: 300 },
  serviceNowPollMs: 500,
  attentionAfterMs: 14_400_000,
};

export interface HouseOptions {
  /** One process per entry; each names its roles. */
  processes?: readonly string[];
  /** Seconds between milestones; absent: the carrier stands still until told. */
  paceSeconds?: number;
  policy?: Partial<typeof POLICY>;
}

export async function createHouse(options: HouseOptions = {}): Promise<House> {
  const ends = createEnds();
  try {
    return await build(options, ends);
  } catch (error) {
    // A house that was built half has nobody who could stop it.
    await ends.run();
    throw error;
  }
}

async function build(options: HouseOptions, ends: Ends): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'circuit-orders-house-'));
  ends.add(() => {
    if (process.env['KEEP_HOUSE'] === undefined) rmSync(folder, { recursive: true, force: true });
  });
  const crashDir = join(folder, 'crash');
  mkdirSync(crashDir);
  const policyFile = join(folder, 'policy.json');
  writeFileSync(policyFile, JSON.stringify({ ...POLICY, ...options.policy }));
  const database = await createTestDatabase(thisYear());
  ends.add(() => database.drop());
  const temporal = await startTemporalServer();
  ends.add(() => temporal.stop());
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const pace: Record<string, string> =
    options.paceSeconds === undefined
      ? { SIM_CLOCK: 'paused' }
      : { SIM_PACE_SECONDS: String(options.paceSeconds) };
  const simulators = await startChild(
    'src/commands/simulators.js',
    {
      SIM_TOKEN: TOKEN,
      API_URL: url,
      SIM_CA_DIR: join(tmpdir(), 'circuit-orders-test-ca'),
      ...pace,
    },
    join(folder, 'simulators.log'),
  );
  ends.add(() => simulators.stop());
  const product: Child[] = [];
  ends.add(() => Promise.all(product.map((child) => child.stop())));
  const env: Record<string, string> = {
    PROFILE: 'test',
    PORT: String(port),
    LOG_LEVEL: 'info',
    DATABASE_URL: database.urls.app,
    DATABASE_WORKER_URL: database.urls.worker,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    WORKFLOW_BUNDLE: process.env['WORKFLOW_BUNDLE'] ?? 'dist/workflow-bundle.js',
    AUDIT_MAC_KEY: '07'.repeat(32),
    WEB_SESSION_KEY: 'a-session-key-for-tests-only-000000',
    WEB_DIR: 'dist/web',
    WEB_ORIGIN: url,
    POLICY_FILE: policyFile,
    CRASH_POINTS_DIR: crashDir,
    RATE_LIMIT_FACTOR: '100',
    ...simulators.ready.env,
  };
  const house: House = {
    url,
    database,
    temporal,
    simulators,
    product,
    endpoints: simulators.ready.endpoints as unknown as Endpoints,
    env,
    crashDir,
    folder,
    async startProduct(roles = 'all') {
      const child = await startChild(
        'src/main.js',
        { ...env, ROLES: roles },
        join(folder, `product-${product.length}.log`),
      );
      product.push(child);
      return child;
    },
    stop: () => ends.run(),
  };
  for (const roles of options.processes ?? ['all']) await house.startProduct(roles);
  return house;
}

interface Ends {
  add(end: () => unknown): void;
  /** Ends what was begun, the last first, each once. */
  run(): Promise<void>;
}

function createEnds(): Ends {
  const ends: (() => unknown)[] = [];
  return {
    add: (end) => ends.push(end),
    async run() {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
}
