import { changesBetween, type AuditedChanges, type AuditPicture } from '../../domain/audit-picture';
import type { TimelineKind } from '../../domain/order/timeline';
import { appendAudit } from './append-audit';
import type { AuditKey } from './audit-row';
import type { Notice } from './projections/recording';
import { readPicture } from './projection-row';
import { readActor } from './read-actor';
import { one, run, sql, type Queryable } from './sql';
import { refreshCopies, tellPeople } from './tell-people';

export interface AuditTools {
  auditKey: AuditKey;
  build: string;
}

/** A change outside the order's story: a draft made or edited, a note of an agent. */
export interface OwnChange {
  code: TimelineKind;
  /** Object id of the person; null where a machine did it. */
  actor: string | null;
  /** How the timeline names a machine or an outside person. */
  label?: string;
  channel: string;
  at: string;
  text?: string;
  facts: Record<string, string | number | boolean | null>;
  notices: readonly Notice[];
  /** The order as it was before, where this changed it; an order just made was nothing. */
  before?: AuditPicture;
}

interface HeadRow {
  order_number: string;
  stage: string;
  revision: number;
  audit_k: number;
  audit_h: Buffer;
  requested_by: number;
  assigned_to: number | null;
}

/** Audit row, timeline and messages of such a change, under the order's lock, in one transaction. */
export async function recordOwnChange(
  db: Queryable,
  orderId: number,
  change: OwnChange,
  { auditKey, build }: AuditTools,
): Promise<void> {
  const row = await one<HeadRow & Record<string, unknown>>(
    db,
    sql`SELECT order_number, stage, revision, audit_k, audit_h, requested_by, assigned_to
        FROM orders WHERE id = ${orderId} FOR UPDATE`,
  );
  const actor = change.actor === null ? undefined : await readActor(db, change.actor);
  const { k, h } = await appendAudit(
    db,
    { id: orderId, order_number: row.order_number, audit_k: row.audit_k, audit_h: row.audit_h },
    {
      code: change.code,
      person: change.actor,
      source: change.channel,
      at: change.at,
      pv: null,
      changeId: null,
      revision: row.revision,
      from: row.stage,
      to: row.stage,
      reason: null,
      facts: change.facts,
      changed: await changesOf(db, orderId, change.before),
      text: change.text ?? null,
    },
    auditKey,
    build,
  );
  await run(
    db,
    sql`UPDATE orders SET audit_k = ${k}, audit_h = ${h}, updated_at = ${change.at},
          version = version + 1 WHERE id = ${orderId}`,
  );
  await run(
    db,
    sql`INSERT INTO order_events (order_id, k, at, kind, actor_id, actor, source, body, facts)
        VALUES (${orderId}, ${k}, ${change.at}, ${change.code}, ${actor?.id ?? null},
          ${actor?.name ?? change.label ?? 'circuit-orders'}, ${change.channel},
          ${change.text ?? null}, ${JSON.stringify(change.facts)})`,
  );
  const origin = { ...row, id: orderId, k, at: change.at };
  await refreshCopies(db, origin);
  for (const notice of change.notices) await tellPeople(db, origin, notice);
}

async function changesOf(
  db: Queryable,
  orderId: number,
  before: AuditPicture | undefined,
): Promise<AuditedChanges> {
  return before === undefined ? {} : changesBetween(before, await readPicture(db, orderId));
}
