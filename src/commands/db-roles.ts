import { randomBytes } from 'node:crypto';
import { rolesSql } from '../adapters/postgres/roles';

/**
 * `npm run db:roles`: prints the SQL that makes the product's logins in a Postgres of one's own. A
 * superuser runs it once; DATABASE_ROLE_PASSWORD_SEED makes the passwords the same every time.
 */
if (require.main === module) {
  const seed = process.env['DATABASE_ROLE_PASSWORD_SEED'] ?? randomBytes(32).toString('hex');
  console.log(rolesSql(seed));
}
