import {
  prepareDatabase,
  withClient,
  type DatabaseUrls,
} from '../adapters/postgres/prepare-database';
import { migrate, readMigrations } from '../adapters/postgres/migrate';
import { seedOrganisation } from '../adapters/postgres/seed-organisation';
import { demoOrganisation } from './demo-organisation';

/**
 * Brings the database up to this build. With a superuser's URL it also makes the logins and the
 * database; in the development profile it adds the demonstration organisation.
 */
export async function migrateFromEnvironment(
  env: NodeJS.ProcessEnv,
): Promise<{ applied: string[]; env: Record<string, string> }> {
  const superuser = env['DATABASE_SUPERUSER_URL'];
  const owner = env['DATABASE_OWNER_URL'] ?? env['DATABASE_URL'];
  const name = env['DATABASE_NAME'] ?? 'circuit_orders';
  if (superuser !== undefined) {
    const seed = env['DATABASE_ROLE_PASSWORD_SEED'] ?? '';
    if (seed === '')
      throw new Error('DATABASE_ROLE_PASSWORD_SEED is empty: no logins can be made.');
    const { urls, applied } = await prepareDatabase(superuser, name, seed);
    await seedDemo(env, superuserOf(superuser, name));
    return { applied, env: toEnvironment(urls) };
  }
  if (owner === undefined) throw new Error('Set DATABASE_OWNER_URL or DATABASE_URL.');
  const applied = await withClient(owner, (client) => migrate(client, readMigrations()));
  await seedDemo(env, owner);
  return { applied, env: {} };
}

function superuserOf(superuser: string, name: string): string {
  const url = new URL(superuser);
  url.pathname = `/${name}`;
  return url.href;
}

async function seedDemo(env: NodeJS.ProcessEnv, url: string): Promise<void> {
  if (env['PROFILE'] === 'production') return;
  const year = new Date().getUTCFullYear();
  await withClient(url, (client) => seedOrganisation(client, demoOrganisation(year)));
}

function toEnvironment(urls: DatabaseUrls): Record<string, string> {
  return {
    DATABASE_URL: urls.app,
    DATABASE_OWNER_URL: urls.owner,
    DATABASE_WORKER_URL: urls.worker,
    DATABASE_SEALER_URL: urls.sealer,
    DATABASE_REPORT_URL: urls.report,
  };
}

const UNDEFINED_OBJECT = '42704';

/** What went wrong with a migration, and what to do where only a person at the database can. */
export function wordsOfFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = (error.cause ?? {}) as { code?: unknown };
  if (code !== UNDEFINED_OBJECT) return error.message;
  return (
    `${error.message}\nThis Postgres does not have the logins of circuit-orders yet. Let a superuser ` +
    'run the SQL that `npm run db:roles` prints, then start again. Or set DATABASE_SUPERUSER_URL, ' +
    'DATABASE_NAME and DATABASE_ROLE_PASSWORD_SEED: then they are made by themselves.'
  );
}

if (require.main === module) {
  migrateFromEnvironment(process.env)
    .then(({ applied, env }) => {
      for (const name of applied) console.log(`applied ${name}`);
      process.send?.({ type: 'ready', env });
      if (process.connected) process.disconnect();
    })
    .catch((error: unknown) => {
      console.error(wordsOfFailure(error));
      process.exitCode = 1;
    });
}
