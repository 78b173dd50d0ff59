import { createHmac } from 'node:crypto';

/** The logins of the product. Only the owner migrates; nothing that runs may change the schema. */
export const DATABASE_ROLES = [
  'co_owner',
  'co_app',
  'co_worker',
  'co_sealer',
  'co_report',
] as const;

export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** Passwords of a local installation follow from one secret, so nothing has to be written down. */
export function rolePassword(role: DatabaseRole, seed: string): string {
  return createHmac('sha256', seed).update(role).digest('hex').slice(0, 40);
}

/** SQL that makes the logins, safe to run again; passwords are set anew each time. */
export function rolesSql(seed: string): string {
  return DATABASE_ROLES.map(
    (role) => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} LOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
ALTER ROLE ${role} LOGIN PASSWORD '${rolePassword(role, seed)}';`,
  ).join('\n');
}

/** The URL of a database for one role, from a superuser's URL. */
export function roleUrl(
  superuserUrl: string,
  database: string,
  role: DatabaseRole,
  seed: string,
): string {
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = rolePassword(role, seed);
  url.pathname = `/${database}`;
  return url.href;
}
