import { many, sql, type Queryable } from './sql';

/** One event of an order's log, read from the bytes that were hashed. */
export interface AuditRead {
  k: number;
  at: string;
  h: string;
  body: {
    code: string;
    source: string;
    from: string | null;
    to: string | null;
    reason: string | null;
    facts: Record<string, unknown>;
  };
  person: { oid: string; key: string; name: string } | null;
}

export function readAudit(db: Queryable, orderNumber: string): Promise<AuditRead[]> {
  return many<AuditRead & Record<string, unknown>>(
    db,
    sql`SELECT e.k, iso(e.at) AS at, encode(e.h, 'hex') AS h, b.body,
          CASE WHEN p.id IS NULL THEN NULL
            ELSE jsonb_build_object('oid', p.oid, 'key', p.key, 'name', p.name) END AS person
        FROM audit.event e, LATERAL (SELECT convert_from(e.body, 'UTF8')::jsonb AS body) b
          LEFT JOIN people p ON p.oid::text = b.body ->> 'person'
        WHERE e.scope = ${`order:${orderNumber}`} ORDER BY e.k`,
  );
}
