import type { RowOutcome } from '../../../ports/outboxes';
import { many, type Queryable } from '../sql';

/** A row taken and not finished comes back after this long: its taker died. */
export const LEASE_MS = 30_000;

export const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

type Table = 'outbox' | 'chat_outbox';

/** Takes due rows by moving their `not_before` into the future: the lease is the row itself. */
export async function claimRows(
  db: Queryable,
  table: Table,
  limit: number,
  at: string,
  more = '',
): Promise<string[]> {
  const rows = await many<{ id: string }>(db, {
    text: `UPDATE ${table} SET not_before = $1, attempts = attempts + 1 WHERE id IN (
        SELECT c.id FROM ${table} c WHERE c.state = 'pending' AND c.not_before <= $2 ${more}
        ORDER BY c.id LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING id::text AS id`,
    values: [later(at, LEASE_MS), at, limit],
  });
  return rows.map((row) => row.id);
}

export async function finishRow(
  db: Queryable,
  table: Table,
  id: string,
  outcome: RowOutcome,
  at: string,
): Promise<void> {
  const [state, notBefore, cause] =
    outcome.state === 'later'
      ? ['pending', outcome.notBefore, outcome.cause]
      : [outcome.state, at, outcome.state === 'dead' ? outcome.cause : null];
  await db.query(
    `UPDATE ${table} SET state = $2, not_before = $3, cause = $4,
       done_at = CASE WHEN $2 = 'pending' THEN NULL ELSE $5::timestamptz END
     WHERE id = $1 AND state = 'pending'`,
    [id, state, notBefore, cause, at],
  );
}
