import { createHash, randomBytes } from 'node:crypto';
import {
  prepareDatabase,
  withClient,
  type DatabaseUrls,
} from '../../src/adapters/postgres/prepare-database';
import { readMigrations } from '../../src/adapters/postgres/migrate';
import { DATABASE_ROLES, roleUrl } from '../../src/adapters/postgres/roles';
import { seedOrganisation } from '../../src/adapters/postgres/seed-organisation';
import { demoOrganisation } from '../../src/commands/demo-organisation';

/** A database of one test file, cloned from a migrated and seeded template. */
export interface TestDatabase {
  urls: DatabaseUrls;
  superuserUrl: string;
  drop(): Promise<void>;
}

const SEED = 'test-passwords';
/** The year of the fixed clock most suites live at. */
const FIXED_YEAR = 2026;

/** For suites on a clock that runs: budgets and holidays of the year it really is. */
export const thisYear = (): number => new Date().getUTCFullYear();
const LOCK = 7_402_399;

function superuserUrl(database?: string): string {
  const given = process.env['TEST_POSTGRES_URL'];
  if (given === undefined) throw new Error('Run this suite by `npm test`: it starts Postgres.');
  const url = new URL(given);
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

/** Clones the template (made once per schema and organisation) in some 20 ms. */
export async function createTestDatabase(year = FIXED_YEAR): Promise<TestDatabase> {
  const template = `base_${templateHash(year)}`;
  const name = `t_${randomBytes(6).toString('hex')}`;
  await withClient(superuserUrl(), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query(
      'SELECT FROM pg_database WHERE datname = $1 AND NOT datallowconn',
      [template],
    );
    if (rowCount === 0) await makeTemplate(template, year);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY file_copy`);
  });
  const [owner, app, worker, sealer, report] = DATABASE_ROLES.map((role) =>
    roleUrl(superuserUrl(), name, role, SEED),
  ) as [string, string, string, string, string];
  return {
    urls: { owner, app, worker, sealer, report },
    superuserUrl: superuserUrl(name),
    drop: () =>
      withClient(superuserUrl(), async (client) => {
        await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      }),
  };
}

async function makeTemplate(name: string, year: number): Promise<void> {
  await withClient(superuserUrl(), (client) => client.query(`DROP DATABASE IF EXISTS "${name}"`));
  await prepareDatabase(superuserUrl(), name, SEED);
  await withClient(superuserUrl(name), (client) =>
    seedOrganisation(client, demoOrganisation(year)),
  );
  await withClient(superuserUrl(), (client) =>
    client.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`),
  );
}

function templateHash(year: number): string {
  const organisation = JSON.stringify(demoOrganisation(year), (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  const migrations = readMigrations().map((migration) => migration.sha256);
  return createHash('sha256')
    .update([...migrations, organisation].join('|'))
    .digest('hex')
    .slice(0, 16);
}
