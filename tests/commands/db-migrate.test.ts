import { withClient } from '../../src/adapters/postgres/prepare-database';
import { wordsOfFailure } from '../../src/commands/db-migrate';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What a migration says whose statement fails. */
async function failureOf(sql: string): Promise<string> {
  const cause = await withClient(database.superuserUrl, (client) =>
    client.query(sql).catch((error: unknown) => error as Error),
  );
  const { message } = cause as Error;
  return wordsOfFailure(new Error(`Migration 0002_add_people.sql failed: ${message}`, { cause }));
}

test('a Postgres of one’s own without our logins says how to make them', async () => {
  expect(await failureOf('GRANT SELECT ON people TO co_nobody')).toBe(
    'Migration 0002_add_people.sql failed: role "co_nobody" does not exist\n' +
      'This Postgres does not have the logins of circuit-orders yet. Let a superuser run the SQL ' +
      'that `npm run db:roles` prints, then start again. Or set DATABASE_SUPERUSER_URL, ' +
      'DATABASE_NAME and DATABASE_ROLE_PASSWORD_SEED: then they are made by themselves.',
  );
});

test('any other failure is said as it is', async () => {
  expect(await failureOf('SELECT FROM nothing')).toBe(
    'Migration 0002_add_people.sql failed: relation "nothing" does not exist',
  );
});
