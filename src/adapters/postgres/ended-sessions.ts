import type { Instant } from '../../domain/time';
import { maybeOne, run, sql, type Queryable } from './sql';

/**
 * Notes that a session was signed out of; kept until its cookie has surely expired, by the clock of
 * whichever process judges it.
 */
export async function endSession(db: Queryable, id: string, expiresAt: Instant): Promise<void> {
  await run(
    db,
    sql`INSERT INTO ended_sessions (session_id, expires_at) VALUES (${id}, ${expiresAt})
        ON CONFLICT DO NOTHING`,
  );
  await run(
    db,
    sql`DELETE FROM ended_sessions WHERE ctid = ANY (ARRAY(SELECT ctid FROM ended_sessions
          WHERE expires_at < now() - interval '1 hour' LIMIT 100))`,
  );
}

export async function hasSessionEnded(db: Queryable, id: string): Promise<boolean> {
  const row = await maybeOne(db, sql`SELECT 1 FROM ended_sessions WHERE session_id = ${id}`);
  return row !== undefined;
}
