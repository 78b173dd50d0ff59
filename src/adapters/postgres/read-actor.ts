import type { Role } from '../../domain/people';
import { maybeOne, sql, type Queryable } from './sql';

/** A person with the rights they hold at this moment. */
export interface ActorRow {
  id: number;
  oid: string;
  key: string;
  name: string;
  email: string;
  phone: string;
  time_zone: string;
  roles: Role[];
  limit_minor: bigint | null;
}

const SELECT = `SELECT p.id, p.oid, p.key, p.name, p.email, p.phone, p.time_zone,
    coalesce(array_agg(g.role ORDER BY g.role) FILTER (WHERE g.role IS NOT NULL), '{}') AS roles,
    max(g.limit_minor) AS limit_minor
  FROM people p LEFT JOIN role_grants g ON g.person_id = p.id AND g.ended_at IS NULL`;

/** Reads rights inside the caller's transaction: a role lost a moment ago counts. */
export async function readActor(db: Queryable, oid: string): Promise<ActorRow | undefined> {
  return maybeOne<ActorRow>(db, {
    text: `${SELECT} WHERE p.oid = $1 GROUP BY p.id`,
    values: [oid],
  });
}

export async function readActorByName(db: Queryable, text: string): Promise<ActorRow | undefined> {
  return maybeOne<ActorRow>(db, {
    text: `${SELECT} WHERE p.key = lower($1) OR lower(p.email) = lower($1) GROUP BY p.id`,
    values: [text],
  });
}

/** The people behind these keys, in the order given; unknown keys are left out. */
export async function readActorsByKey(db: Queryable, keys: readonly string[]): Promise<ActorRow[]> {
  const found: ActorRow[] = [];
  for (const key of keys) {
    const row = await maybeOne<ActorRow>(db, {
      text: `${SELECT} WHERE p.key = $1 GROUP BY p.id`,
      values: [key],
    });
    if (row !== undefined) found.push(row);
  }
  return found;
}

export async function personIdOf(db: Queryable, oid: string): Promise<number | undefined> {
  return (await maybeOne<{ id: number }>(db, sql`SELECT id FROM people WHERE oid = ${oid}`))?.id;
}
