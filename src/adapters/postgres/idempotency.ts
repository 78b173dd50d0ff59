import { maybeOne, run, sql, type Queryable } from './sql';

/** The first answer to a request, kept for whoever repeats it. */
export interface KeptAnswer {
  fingerprint: string;
  status: number | null;
  answer: string | null;
  headers: Record<string, string> | null;
}

export interface RequestKey {
  oid: string;
  route: string;
  key: string;
}

/** `resumed`: the same request came before and died before it answered. */
export type KeyClaim =
  { claim: 'fresh' } | { claim: 'resumed' } | { claim: 'taken'; kept: KeptAnswer };

// A request that died before it answered may be repeated after this long. One that is merely slow
// may then run twice, which no effect notices: each has a key of its own.
const ABANDONED = '5 seconds';
const KEPT = '7 days';

/** Claims the key for this request, or answers with what stands under it. */
export async function claimKey(
  db: Queryable,
  { oid, route, key }: RequestKey,
  fingerprint: string,
): Promise<KeyClaim> {
  const claimed = await maybeOne<{ resumed: boolean }>(
    db,
    sql`INSERT INTO idempotency (person_id, route, key, fingerprint, created_at)
        SELECT id, ${route}, ${key}, ${fingerprint}, now() FROM people WHERE oid = ${oid}
        ON CONFLICT (person_id, route, key) DO UPDATE SET created_at = now()
          WHERE idempotency.status IS NULL AND idempotency.fingerprint = excluded.fingerprint
            AND idempotency.created_at < now() - ${ABANDONED}::interval
        RETURNING xmax::text <> '0' AS resumed`,
  );
  if (claimed !== undefined) return { claim: claimed.resumed ? 'resumed' : 'fresh' };
  const kept = await maybeOne<KeptAnswer & Record<string, unknown>>(
    db,
    sql`SELECT i.fingerprint, i.status, i.answer, i.headers
        FROM idempotency i JOIN people p ON p.id = i.person_id
        WHERE p.oid = ${oid} AND i.route = ${route} AND i.key = ${key}`,
  );
  // Released between the two statements: whoever held it failed, so the next try is a first one.
  return kept === undefined
    ? { claim: 'taken', kept: { fingerprint, status: null, answer: null, headers: null } }
    : { claim: 'taken', kept };
}

export async function keepAnswer(
  db: Queryable,
  { oid, route, key }: RequestKey,
  kept: { status: number; answer: string; headers: Record<string, string> },
): Promise<void> {
  await run(
    db,
    sql`UPDATE idempotency i SET status = ${kept.status}, answer = ${kept.answer},
          headers = ${JSON.stringify(kept.headers)} FROM people p
        WHERE p.id = i.person_id AND p.oid = ${oid} AND i.route = ${route} AND i.key = ${key}`,
  );
  await run(
    db,
    sql`DELETE FROM idempotency WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency
          WHERE created_at < now() - ${KEPT}::interval LIMIT 100))`,
  );
}

/** Nobody knows what the request did: whoever repeats it goes on with it at once. */
export async function abandonKey(db: Queryable, { oid, route, key }: RequestKey): Promise<void> {
  await run(
    db,
    sql`UPDATE idempotency i SET created_at = now() - interval '1 hour' FROM people p
        WHERE p.id = i.person_id AND p.oid = ${oid} AND i.route = ${route} AND i.key = ${key}
          AND i.status IS NULL`,
  );
}

/** The request did nothing: its key is free again. */
export async function releaseKey(db: Queryable, { oid, route, key }: RequestKey): Promise<void> {
  await run(
    db,
    sql`DELETE FROM idempotency i USING people p
        WHERE p.id = i.person_id AND p.oid = ${oid} AND i.route = ${route} AND i.key = ${key}
          AND i.status IS NULL`,
  );
}
