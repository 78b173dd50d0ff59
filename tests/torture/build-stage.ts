import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../../src/adapters/postgres/pool';
import { createRuntime } from '../../src/adapters/temporal/create-runtime';
import { withClient } from '../../src/adapters/postgres/prepare-database';
import { createHouse } from '../support/house';
import { createCrashArms } from './crash-arms';
import { BUILD, mutateBuild } from './mutate-build';
import type { Options } from './options';
import { createOutsideWorld } from './outside-world';
import { createPerson, type Person } from './person';
import { startPostgresServer } from './postgres-server';
import { createProduct } from './product';
import type { RunLog } from './run-log';
import { CAST, type Stage } from './stage';
import { watchOrders } from './watch-orders';

const POLICY = {
  backoff: { firstMs: 100, capMs: 1_000 },
  lookAgainMs: [200],
  providerCadence: { fixedMs: 500 },
  serviceNowPollMs: 2_000,
  attentionAfterMs: 14_400_000,
};

/** Ends whatever was begun, in the opposite order, also when it was begun only half. */
export interface Curtain {
  add(name: string, end: () => Promise<void> | void): void;
  fall(): Promise<void>;
}

export function createCurtain(complain: (text: string) => void): Curtain {
  const ends: { name: string; end: () => Promise<void> | void }[] = [];
  return {
    add(name, end) {
      ends.push({ name, end });
    },
    async fall() {
      for (const { name, end } of ends.splice(0).reverse()) {
        try {
          await end();
        } catch (error) {
          complain(`${name} did not end: ${String(error)}`);
        }
      }
    },
  };
}

/** Starts every server as our own child, the product not yet. */
export async function buildStage(options: Options, log: RunLog, curtain: Curtain): Promise<Stage> {
  const folder = mkdtempSync(join(process.env['HARNESS_DIR'] ?? tmpdir(), 'circuit-orders-run-'));
  // Postgres runs under a user of its own, who has to pass.
  chmodSync(folder, 0o755);
  curtain.add('the folder', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  const build = options.mutant === null ? BUILD : mutateBuild(folder, options.mutant.edits);
  const postgres = await startPostgresServer(folder);
  curtain.add('Postgres', () => postgres.stop());
  process.env['TEST_POSTGRES_URL'] = postgres.superuserUrl;

  const house = await createHouse({ processes: [], policy: POLICY });
  curtain.add('the house', () => house.stop());
  for (const statement of options.mutant?.setUp ?? []) {
    await withClient(house.database.superuserUrl, (client) => client.query(statement));
  }
  const onError = () => undefined;
  const db = createDatabase({ url: house.database.superuserUrl, max: 4, onError });
  curtain.add('connections', () => db.close());
  const runtime = createRuntime(house.temporal);
  curtain.add('the Temporal client', () => runtime.close());
  const watch = watchOrders(db);
  curtain.add('the watch', () => watch.stop());
  const arms = createCrashArms(house.crashDir);
  const product = createProduct(house, build, arms, log);
  curtain.add('the product', () => product.stop());
  const outside = createOutsideWorld(house.endpoints);
  const people: Partial<Record<(typeof CAST)[number], Person>> = {};
  for (const key of CAST) people[key] = await createPerson(key, { url: house.url, outside, log });
  return {
    ...{ house, postgres, product, outside, arms, watch, db, runtime, log },
    people: people as Stage['people'],
    seed: options.seed,
  };
}
