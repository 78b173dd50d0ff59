import { createHash } from 'node:crypto';
import type { AuditedChanges } from '../../domain/audit-picture';
import type { JsonValue } from '../../domain/canonical-json';
import { auditBody, auditHash, auditMac, type AuditKey } from './audit-row';
import { run, sql, type Queryable } from './sql';

/** One audited happening of an order. Persons are ids, texts are those a person gave as reason. */
export interface AuditEntry {
  /** Audit code: the action's name, or the story's word for what a machine did. */
  code: string;
  /** Object id of the person; null where a machine acted. */
  person: string | null;
  source: string;
  at: string;
  pv: number | null;
  changeId: string | null;
  revision: number;
  from: string | null;
  to: string | null;
  reason: string | null;
  facts: Readonly<Record<string, JsonValue>>;
  /** What became different of the order's picture, old and new. */
  changed: AuditedChanges;
  /** The text the timeline shows; the log proves it without repeating it. */
  text: string | null;
}

export interface AuditHead {
  id: number;
  order_number: string;
  audit_k: number;
  audit_h: Buffer;
}

/** Appends to the order's chain. The caller holds the order's lock and stores the new head. */
export async function appendAudit(
  db: Queryable,
  head: AuditHead,
  entry: AuditEntry,
  key: AuditKey,
  build: string,
): Promise<{ k: number; h: Buffer }> {
  const scope = `order:${head.order_number}`;
  const k = head.audit_k + 1;
  const { at, pv, changeId, text, ...rest } = entry;
  const textSha256 = text === null ? null : createHash('sha256').update(text).digest('hex');
  const body = auditBody({ ...rest, at, pv, changeId, textSha256, scope, k, build });
  const h = auditHash(head.audit_h, body);
  await run(
    db,
    sql`INSERT INTO audit.event (at, scope, k, pv, change_id, body, prev, h, kid, mac)
        VALUES (${at}, ${scope}, ${k}, ${pv}, ${changeId}, ${body}, ${head.audit_h}, ${h},
          ${key.kid}, ${auditMac(key, h)})`,
  );
  return { k, h };
}
