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

// A request that died before it answered may be repeated after this long.
const ABANDONED = '60 seconds';

/** Claims the key for this request, or answers with what stands under it. */
export async function claimKey(
  db: Queryable,
  { oid, route, key }: RequestKey,
  fingerprint: string,
): Promise<KeptAnswer | null> {
  const claimed = await run(
    db,
    sql`INSERT INTO idempotency (person_id, route, key, fingerprint, created_at)
        SELECT id, ${route}, ${key}, ${fingerprint}, now() FROM people WHERE oid = ${oid}
        ON CONFLICT (person_id, route, key) DO UPDATE SET created_at = now()
          WHERE idempotency.status IS NULL AND idempotency.fingerprint = excluded.fingerprint
            AND idempotency.created_at < now() - ${ABANDONED}::interval`,
  );
  if (claimed > 0) return null;
  const kept = await maybeOne<KeptAnswer & Record<string, unknown>>(
    db,
    sql`SELECT i.fingerprint, i.status, i.answer, i.headers
        FROM idempotency i JOIN people p ON p.id = i.person_id
        WHERE p.oid = ${oid} AND i.route = ${route} AND i.key = ${key}`,
  );
  return kept ?? null;
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
