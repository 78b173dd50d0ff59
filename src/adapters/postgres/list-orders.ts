import type { CircuitPurpose } from '../../domain/order/fields';
import type { FlagName, Flags, Stage, Status } from '../../domain/order/stages';
import type { Person } from '../../domain/people';
import { and, many, one, sql, type Queryable, type Statement } from './sql';

/** A card's worth of an order, with what the action rules need to judge it. */
export interface ListRow {
  id: number;
  orderNumber: string;
  version: number;
  revision: number;
  round: number;
  stage: Stage;
  status: Status;
  sending: boolean;
  cancelRequested: boolean;
  flags: Flags;
  siteId: string;
  siteName: string;
  circuitPurpose: CircuitPurpose;
  provider: string;
  providerName: string;
  speed: string;
  requestedBy: Person;
  createdBy: Person;
  assignedTo: Person | null;
  termsEditor: string | null;
  dueOn: string | null;
  dueSort: string;
  stageSince: string;
  createdAt: string;
  updatedAt: string;
  /** Microseconds kept, for the cursor. */
  updatedSort: string;
  createdSort: string;
  totalMinor: string | null;
  steps: { step: number; state: string; persons: Person[]; decidedBy: string | null }[];
}

export interface ListFilter {
  statuses?: readonly string[];
  providers?: readonly string[];
  purposes?: readonly string[];
  stages?: readonly string[];
  flags?: readonly FlagName[];
  orderNumbers?: readonly string[];
  /** The number inside SQL, for callers of the old interface. */
  rowId?: number;
  requestedBy?: string;
  assignedTo?: string;
  createdFrom?: string;
  createdTo?: string;
  updatedFrom?: string;
  updatedTo?: string;
  completedFrom?: string;
  completedTo?: string;
  /** Completed and cancelled orders only if touched since; open ones always. */
  closedSince?: string;
}

export type ListSort = 'updated' | 'created' | 'due';

/** A place in a list: the sort value and id of the last row seen. */
export interface ListPlace {
  value: string;
  id: number;
}

const PERSON = (alias: string) =>
  `jsonb_build_object('oid', ${alias}.oid, 'key', ${alias}.key, 'name', ${alias}.name)`;

const ROW = `jsonb_build_object('id', o.id, 'orderNumber', o.order_number, 'version', o.version,
    'revision', o.revision, 'round', o.round, 'stage', o.stage, 'status', o.status,
    'sending', o.sending, 'cancelRequested', o.cancel_requested, 'flags', o.flags,
    'siteId', s.site_id, 'siteName', s.name, 'circuitPurpose', o.circuit_purpose,
    'provider', o.provider, 'providerName', p.name, 'speed', o.speed,
    'requestedBy', ${PERSON('rq')}, 'createdBy', ${PERSON('cr')},
    'assignedTo', CASE WHEN asg.id IS NULL THEN NULL ELSE ${PERSON('asg')} END,
    'termsEditor', ed.oid, 'dueOn', coalesce(o.foc_on, o.target_on), 'dueSort', o.due_sort)
  || jsonb_build_object('stageSince', iso(o.stage_since), 'createdAt', iso(o.created_at),
    'updatedAt', iso(o.updated_at), 'updatedSort', o.updated_at::text,
    'createdSort', o.created_at::text,
    'totalMinor', (o.monthly_minor * o.contract_months + o.install_minor)::text,
    'steps', CASE WHEN o.stage <> 'pending_approval' THEN '[]'::jsonb ELSE coalesce((
      SELECT jsonb_agg(jsonb_build_object('step', st.step, 'state', st.state,
        'persons', (SELECT jsonb_agg(${PERSON('sp')} ORDER BY u.place)
          FROM unnest(st.persons) WITH ORDINALITY AS u (id, place) JOIN people sp ON sp.id = u.id),
        'decidedBy', (SELECT dp.oid FROM approval_decisions d JOIN people dp ON dp.id = d.person_id
          WHERE d.order_id = o.id AND d.revision = st.revision AND d.round = st.round
            AND d.step = st.step LIMIT 1)) ORDER BY st.step)
      FROM approval_steps st WHERE st.order_id = o.id AND st.revision = o.revision
        AND st.round = o.round), '[]'::jsonb) END)`;

const SOURCES = `orders o JOIN sites s ON s.id = o.site_id JOIN providers p ON p.key = o.provider
  JOIN people rq ON rq.id = o.requested_by JOIN people cr ON cr.id = o.created_by
  LEFT JOIN people asg ON asg.id = o.assigned_to LEFT JOIN people ed ON ed.id = o.terms_editor`;

const FLAGGED: Record<FlagName, string> = {
  on_hold: `jsonb_typeof(o.flags -> 'onHold') = 'object'`,
  jeopardy: `jsonb_typeof(o.flags -> 'jeopardy') = 'object'`,
  charge_pending: `(o.flags ->> 'chargePending')::boolean`,
  date_revised: `(o.flags ->> 'dateRevised')::boolean`,
  needs_attention: `jsonb_array_length(o.flags -> 'needsAttention') > 0`,
};

function conditions(filter: ListFilter): Statement[] {
  const all: Statement[] = [];
  const anyOf = (column: string, values: readonly string[] | undefined) => {
    if (values === undefined || values.length === 0) return;
    all.push({ text: `${column} = ANY ($1)`, values: [values] });
  };
  anyOf('o.status', filter.statuses);
  anyOf('o.provider', filter.providers);
  anyOf('o.circuit_purpose', filter.purposes);
  anyOf('o.stage', filter.stages);
  anyOf('o.order_number', filter.orderNumbers);
  const { flags, rowId, closedSince } = filter;
  if (flags !== undefined)
    all.push({ text: `(${flags.map((name) => FLAGGED[name]).join(' OR ')})`, values: [] });
  if (rowId !== undefined) all.push(sql`o.id = ${rowId}`);
  const personId = (oid: string) => sql`(SELECT id FROM people WHERE oid = ${oid})`;
  if (filter.requestedBy !== undefined) {
    all.push(sql`o.requested_by = ${personId(filter.requestedBy)}`);
  }
  if (filter.assignedTo !== undefined) {
    all.push(sql`o.assigned_to = ${personId(filter.assignedTo)}`);
  }
  if (closedSince !== undefined) {
    all.push(sql`(o.status NOT IN ('completed', 'cancelled') OR o.updated_at >= ${closedSince})`);
  }
  if (filter.createdFrom !== undefined) all.push(sql`o.created_at >= ${filter.createdFrom}`);
  if (filter.createdTo !== undefined) all.push(sql`o.created_at < ${filter.createdTo}`);
  if (filter.updatedFrom !== undefined) all.push(sql`o.updated_at >= ${filter.updatedFrom}`);
  if (filter.updatedTo !== undefined) all.push(sql`o.updated_at < ${filter.updatedTo}`);
  const { completedFrom, completedTo } = filter;
  if (completedFrom !== undefined) all.push(sql`o.activated_at >= ${completedFrom}`);
  if (completedTo !== undefined) all.push(sql`o.activated_at < ${completedTo}`);
  return all;
}

const ORDERINGS: Record<ListSort, { order: string; after: (place: ListPlace) => Statement }> = {
  updated: {
    order: 'o.updated_at DESC, o.id DESC',
    after: ({ value, id }) => sql`(o.updated_at, o.id) < (${value}::timestamptz, ${id})`,
  },
  created: {
    order: 'o.created_at DESC, o.id DESC',
    after: ({ value, id }) => sql`(o.created_at, o.id) < (${value}::timestamptz, ${id})`,
  },
  due: {
    order: 'o.due_sort, o.id',
    after: ({ value, id }) => sql`(o.due_sort, o.id) > (${value}::date, ${id})`,
  },
};

export function sortValueOf(row: ListRow, sort: ListSort): string {
  if (sort === 'due') return row.dueSort;
  return sort === 'created' ? row.createdSort : row.updatedSort;
}

/** Orders after a place, in the sort's order; one more than asked shows whether there are others. */
export async function listOrders(
  db: Queryable,
  filter: ListFilter,
  page: { sort: ListSort; limit: number; after: ListPlace | null },
): Promise<ListRow[]> {
  const { order, after } = ORDERINGS[page.sort];
  const where = conditions(filter);
  if (page.after !== null) where.push(after(page.after));
  const condition = and(where);
  const head: Statement = { text: `SELECT ${ROW} AS doc FROM ${SOURCES} WHERE `, values: [] };
  const tail: Statement = { text: ` ORDER BY ${order} LIMIT `, values: [] };
  const rows = await many<{ doc: ListRow }>(db, sql`${head}${condition}${tail}${page.limit}`);
  return rows.map((row) => row.doc);
}

const CAP = 1_001;

/** Counts to a thousand and then says "more". */
export async function countOrders(
  db: Queryable,
  filter: ListFilter,
): Promise<{ value: number; capped: boolean }> {
  const inner = sql`SELECT 1 FROM orders o WHERE ${and(conditions(filter))}`;
  const { n } = await one<{ n: number }>(
    db,
    sql`SELECT count(*)::int AS n FROM (${inner} LIMIT ${CAP}) x`,
  );
  return n >= CAP ? { value: CAP - 1, capped: true } : { value: n, capped: false };
}
