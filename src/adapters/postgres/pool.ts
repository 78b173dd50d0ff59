import { Pool, types, type PoolClient } from 'pg';
import type { Queryable } from './sql';

// Dates and timestamps stay text: a JS Date drops microseconds, and cursors then skip rows.
const { DATE, TIMESTAMP, TIMESTAMPTZ, INT8 } = types.builtins;
for (const oid of [DATE, TIMESTAMP, TIMESTAMPTZ]) types.setTypeParser(oid, (text) => text);
types.setTypeParser(INT8, (text) => BigInt(text));

/** A connection pool whose clients never end the process when a backend is terminated. */
export interface Database extends Queryable {
  /** Runs work in one transaction; repeats it whole, at most three times, on a serialization clash. */
  transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  max: number;
  onError: (error: Error) => void;
  /** How long an answer may take in all; 7 s unless given. */
  answerWithinMs?: number;
}

const REPEATABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

/** What the driver says when an answer did not come in time. */
const UNANSWERED = 'Query read timeout';

export function createDatabase({
  url,
  max,
  onError,
  answerWithinMs = 7_000,
}: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 5_000,
    // The server's own limit says nothing where the server hangs or the way to it is cut.
    query_timeout: answerWithinMs,
    keepAlive: true,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
    options: '-c TimeZone=UTC',
  });
  pool.on('error', onError);
  // Without a listener of its own a client whose backend dies takes the process with it.
  pool.on('connect', (client) => client.on('error', onError));

  const once = async <T>(work: (client: Queryable) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      broken = isUnanswered(error) ? error : await rollback(client);
      throw error;
    } finally {
      client.release(broken);
    }
  };

  return {
    query: (text, values) => pool.query(text, values),
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work);
        } catch (error) {
          if (attempt >= ATTEMPTS || !REPEATABLE.has(sqlState(error))) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}

/** A connection that owes an answer would owe the next one as well. */
const isUnanswered = (error: unknown): error is Error =>
  error instanceof Error && error.message === UNANSWERED;

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** The SQLSTATE of a database error, or empty text. */
export function sqlState(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** The constraint a database error names, or empty text. */
export function violatedConstraint(error: unknown): string {
  const name: unknown =
    error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  return typeof name === 'string' ? name : '';
}
