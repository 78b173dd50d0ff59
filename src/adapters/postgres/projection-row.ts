import type { AuditPicture } from '../../domain/audit-picture';
import type { BusinessCalendar } from '../../domain/calendar';
import type { Watched } from '../../domain/order/jeopardy';
import type { Serviceability } from '../../domain/order/serviceability';
import type { Flags, Stage } from '../../domain/order/stages';
import { maybeOne, one, run, sql, type Queryable } from './sql';

/** An order's row as a projection locks and reads it. */
export interface OrderRow {
  id: number;
  order_number: string;
  stage: Stage;
  stage_since: string;
  flags: Flags;
  pv: number;
  revision: number;
  round: number;
  sending: boolean;
  cancel_requested: boolean;
  cancel_posted: boolean;
  terms_hash: string;
  terms_submitted: boolean;
  site_id: number;
  time_zone: string;
  circuit_purpose: string;
  provider: string;
  acceptance: 'completion' | 'window' | 'explicit';
  acceptance_days: number;
  standard_interval_days: number;
  currency: string;
  cost_centre: string;
  monthly_minor: bigint | null;
  install_minor: bigint | null;
  contract_months: number | null;
  target_on: string | null;
  first_foc_on: string | null;
  foc_on: string | null;
  acceptance_ends_at: string | null;
  provider_order_id: string | null;
  requested_by: number;
  created_by: number;
  assigned_to: number | null;
  terms_editor: number | null;
  requested_by_oid: string;
  created_by_oid: string;
  assigned_to_oid: string | null;
  terms_editor_oid: string | null;
  audit_k: number;
  audit_h: Buffer;
  version: number;
  serviceability: Serviceability | null;
}

const COLUMNS = `o.id, o.order_number, o.stage, iso(o.stage_since) AS stage_since, o.flags, o.pv, o.revision, o.round, o.sending,
  o.cancel_requested, o.cancel_posted, o.terms_hash, o.terms_submitted, o.site_id, s.time_zone,
  o.circuit_purpose, o.provider, p.acceptance, p.acceptance_days, p.standard_interval_days,
  o.currency, o.cost_centre, o.monthly_minor, o.install_minor, o.contract_months, o.target_on,
  o.first_foc_on, o.foc_on, iso(o.acceptance_ends_at) AS acceptance_ends_at, o.provider_order_id,
  o.requested_by, o.created_by, o.assigned_to, o.terms_editor, rq.oid AS requested_by_oid,
  cr.oid AS created_by_oid, asg.oid AS assigned_to_oid, ed.oid AS terms_editor_oid,
  o.audit_k, o.audit_h, o.version, o.serviceability`;

const SOURCES = `orders o JOIN sites s ON s.id = o.site_id JOIN providers p ON p.key = o.provider
  JOIN people rq ON rq.id = o.requested_by JOIN people cr ON cr.id = o.created_by
  LEFT JOIN people asg ON asg.id = o.assigned_to LEFT JOIN people ed ON ed.id = o.terms_editor`;

/** A locked order, with what the log says of it: the next event holds what differs from that. */
export type LockedOrder = OrderRow & { picture: AuditPicture };

/**
 * Locks the order and reads it; whoever changes an order holds this lock until the commit. Two
 * statements, for one that waited sees only the order's row as it is then: all it joins and all that
 * hangs on the order would be from before the wait.
 */
export async function lockOrder(
  db: Queryable,
  orderNumber: string,
): Promise<LockedOrder | undefined> {
  await run(db, sql`SELECT FROM orders WHERE order_number = ${orderNumber} FOR UPDATE`);
  const text = `SELECT ${COLUMNS}, audit_picture(o) AS picture FROM ${SOURCES}
    WHERE o.order_number = $1`;
  return maybeOne<LockedOrder>(db, { text, values: [orderNumber] });
}

/** What the log answers for, as it stands; the caller holds the order's lock since before. */
export async function readPicture(db: Queryable, id: number): Promise<AuditPicture> {
  const { picture } = await one<{ picture: AuditPicture }>(
    db,
    sql`SELECT audit_picture(o) AS picture FROM orders o WHERE id = ${id}`,
  );
  return picture;
}

export async function readOrderRow(db: Queryable, id: number): Promise<OrderRow> {
  const text = `SELECT ${COLUMNS} FROM ${SOURCES} WHERE o.id = $1`;
  const row = await maybeOne<OrderRow>(db, { text, values: [id] });
  if (row === undefined) throw new Error(`Order row ${id} vanished inside its own transaction.`);
  return row;
}

/** The order as the jeopardy rule looks at it. */
export function watchedOf(row: OrderRow, calendar: BusinessCalendar): Watched {
  return {
    stage: row.stage,
    stageSince: row.stage_since,
    dueOn: row.foc_on ?? row.target_on,
    deliveryType: row.serviceability?.deliveryType,
    calendar,
    zone: row.time_zone,
  };
}

/** Object ids of these people, in the order given. */
export async function oidsOf(db: Queryable, personIds: readonly number[]): Promise<string[]> {
  const row = await maybeOne<{ oids: string[] | null }>(
    db,
    sql`SELECT array_agg(p.oid ORDER BY wanted.place) AS oids
        FROM unnest(${personIds}::int[]) WITH ORDINALITY AS wanted (id, place)
        JOIN people p ON p.id = wanted.id`,
  );
  return row?.oids ?? [];
}
