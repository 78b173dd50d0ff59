import { Client } from 'pg';
import { migrate, readMigrations } from './migrate';
import { roleUrl, rolesSql } from './roles';

const ROLES_LOCK = 7_402_312;

export interface DatabaseUrls {
  owner: string;
  app: string;
  worker: string;
  sealer: string;
  report: string;
}

/** Makes logins, database and schema with a superuser's URL and answers with everyone's URLs. */
export async function prepareDatabase(
  superuserUrl: string,
  name: string,
  seed: string,
): Promise<{ urls: DatabaseUrls; applied: string[] }> {
  const url = (role: Parameters<typeof roleUrl>[2]) => roleUrl(superuserUrl, name, role, seed);
  await withClient(superuserUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [ROLES_LOCK]);
    await client.query(rolesSql(seed));
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${quoted(name)} OWNER co_owner`);
  });
  const applied = await withClient(url('co_owner'), (client) => migrate(client, readMigrations()));
  return {
    applied,
    urls: {
      owner: url('co_owner'),
      app: url('co_app'),
      worker: url('co_worker'),
      sealer: url('co_sealer'),
      report: url('co_report'),
    },
  };
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
