import type { ProjectionInput } from '../../../domain/order/change';
import type { Happening } from '../../../domain/order/notices';
import type { Flags, Stage } from '../../../domain/order/stages';
import type { TimelineKind } from '../../../domain/order/timeline';
import type { BusinessCalendar } from '../../../domain/calendar';
import type { ApprovalPolicy } from '../../../domain/order/approvals';
import type { OrderRow } from '../projection-row';
import type { Queryable } from '../sql';

/** What a projection works with: the locked order and what was asked of it. */
export interface Situation {
  db: Queryable;
  row: OrderRow;
  input: ProjectionInput;
  policy: ApprovalPolicy;
  calendar: BusinessCalendar;
}

export type PlainFacts = Record<string, string | number | boolean | null>;

/** What one change does to an order, decided before a single row is written. */
export interface Recording {
  /** Audit code and timeline kind. */
  code: TimelineKind;
  by: Doer;
  to: Stage;
  /** Process columns of the order's row. */
  set: Partial<Record<ProcessColumn, unknown>>;
  /** The flags that differ afterwards. */
  flags: Partial<Flags>;
  /** In a person's words. */
  reason: string | null;
  facts: PlainFacts;
  notices: Notice[];
  /** A note for the ServiceNow task besides the stage's own. */
  mirrorNote?: string;
}

export interface Doer {
  personId: number | null;
  oid: string | null;
  /** How the timeline names it where no person did it. */
  label: string;
  source: 'web' | 'api' | 'teams' | 'provider' | 'timer' | 'workflow' | 'servicenow';
}

export interface Notice {
  happening: Happening;
  facts: PlainFacts;
  /** Persons asked, for happenings that ask. */
  approvers: readonly number[];
}

export type ProcessColumn =
  | 'round'
  | 'revision'
  | 'sending'
  | 'cancel_requested'
  | 'cancel_posted'
  | 'last_reason'
  | 'provider_order_id'
  | 'submitted_at'
  | 'acknowledged_at'
  | 'confirmed_at'
  | 'foc_received_at'
  | 'first_foc_on'
  | 'foc_on'
  | 'previous_foc_on'
  | 'survey_on'
  | 'loop_delivered_on'
  | 'dispatched_at'
  | 'work_completed_on'
  | 'acceptance_ends_at'
  | 'billing_start_on'
  | 'activated_at'
  | 'enabled_at'
  | 'ended_at'
  | 'due_sort'
  | 'terms_submitted';

export const WORKFLOW: Doer = {
  personId: null,
  oid: null,
  label: 'circuit-orders',
  source: 'workflow',
};

export const TIMER: Doer = { ...WORKFLOW, label: 'Timer', source: 'timer' };

/** A recording that changes nothing yet; each projection says what differs. */
export function recording(
  row: OrderRow,
  code: TimelineKind,
  by: Doer,
  rest: Partial<Omit<Recording, 'code' | 'by'>> = {},
): Recording {
  return {
    code,
    by,
    to: row.stage,
    set: {},
    flags: {},
    reason: null,
    facts: {},
    notices: [],
    ...rest,
  };
}

export function notice(
  happening: Happening,
  facts: PlainFacts = {},
  approvers: readonly number[] = [],
): Notice {
  return { happening, facts, approvers };
}
