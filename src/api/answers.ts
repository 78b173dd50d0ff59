/**
 * The shapes the API answers with, as JSON carries them: snake_case, money as decimal text, dates as
 * ISO text. The board, the bot's links and the OpenAPI document all speak of these.
 */
import type { ActionName, AskName } from '../domain/order/actions';
import type { CircuitPurpose } from '../domain/order/fields';
import type { TimelineEntry } from '../domain/order/order';
import type { Flags, Stage, Status } from '../domain/order/stages';
import type { Waiting } from '../domain/order/waiting';
import type { ErrorCode } from '../domain/errors';

export interface PersonAnswer {
  oid: string;
  key: string;
  name: string;
}

/** A card's worth of an order. */
export interface OrderRow {
  order_number: string;
  version: number;
  revision: number;
  stage: Stage;
  status: Status;
  sending: boolean;
  cancel_requested: boolean;
  flags: Flags;
  site_id: string;
  site_name: string;
  circuit_purpose: CircuitPurpose;
  provider: string;
  provider_name: string;
  speed: string;
  requested_by: PersonAnswer;
  assigned_to: PersonAnswer | null;
  /** Committed date, else the date asked for. */
  due_on: string | null;
  stage_since: string;
  created_at: string;
  updated_at: string;
  /** Key into the `action_sets` of the same answer. */
  action_set: string;
}

/** Per action: allowed, or the reason why not, for the person asking. */
export interface ActionOffer {
  allowed: boolean;
  code: ErrorCode | null;
  /** A full sentence: the rule, who can, the way forward. */
  reason: string | null;
}

export type ActionSet = Record<ActionName, ActionOffer>;

export interface BoardColumn {
  status: Status;
  label: string;
  help: string;
  count: { value: number; capped: boolean };
  rows: OrderRow[];
  next: string | null;
}

export interface BoardAnswer {
  columns: BoardColumn[];
  action_sets: Record<string, ActionSet>;
  actions: Record<ActionName, ActionDescription>;
  active_orders: number;
  pending_approvals: number;
  as_of: string;
  /** The event id to open the stream from, so that nothing recorded since is missed. */
  events_from: string;
}

/** The action table as surfaces need it. */
export interface ActionDescription {
  label: string;
  asks: readonly AskName[];
  column: Status | null;
  consequence: string | null;
}

export interface OrderListAnswer {
  orders: OrderRow[];
  action_sets?: Record<string, ActionSet>;
  next: string | null;
  count?: { value: number; capped: boolean };
}

export interface OrderAnswer extends Omit<OrderRow, 'action_set'> {
  round: number;
  pv: number;
  status_label: string;
  stage_label: string;
  site_address: { street: string; city: string; region: string; postcode: string; country: string };
  time_zone: string;
  cost_centre: string;
  justification: string;
  target_date: string | null;
  /** Absent for who may not see money. */
  monthly_cost?: string | null;
  install_cost?: string | null;
  total_cost?: string | null;
  currency: string;
  contract_term: number | null;
  notes: string | null;
  special_requirements: string | null;
  created_by: PersonAnswer;
  terms_hash: string;
  last_reason: string | null;
  /** Who does not answer now, and since when. */
  waiting: Waiting[];
  approvals: ApprovalStepAnswer[];
  budget?: BudgetAnswer | null;
  serviceability: ServiceabilityAnswer | null;
  dates: Record<DateName, string | null>;
  identifiers: { type: string; value: string; source: string }[];
  /** Fields, by column name, that cannot change now, and what unlocks them. */
  locked?: { fields: string[]; reason: string } | null;
}

export type DateName =
  | 'submitted_at'
  | 'acknowledged_at'
  | 'confirmed_at'
  | 'foc_received_at'
  | 'first_foc_date'
  | 'foc_date'
  | 'previous_foc_date'
  | 'survey_on'
  | 'loop_delivered_on'
  | 'dispatched_at'
  | 'work_completed_on'
  | 'activated_at'
  | 'enabled_at'
  | 'ended_at';

export interface ApprovalStepAnswer {
  step: number;
  state: 'done' | 'current' | 'next' | 'void';
  persons: PersonAnswer[];
  asked_at: string | null;
  due_at: string | null;
  decision: { decision: string; by: PersonAnswer; at: string; comment: string | null } | null;
}

export interface BudgetAnswer {
  cost_centre: string;
  fiscal_year: number;
  amount: string;
  available: string;
  currency: string;
}

export interface ServiceabilityAnswer {
  colour: 'green' | 'yellow' | 'red';
  reasons: string[];
  delivery_type: string | null;
  interval_business_days: number | null;
  checked_at: string;
  valid_until: string | null;
}

/** Fields as typed; `order_number` names the draft they belong to, which is then no duplicate. */
export interface CheckRequest {
  order_number?: string;
  [field: string]: unknown;
}

/** What the checks say of an order that is being written or about to be submitted. */
export interface CheckAnswer {
  problems: ProblemAnswer[];
  findings: FindingAnswer[];
  approvals: { step: number; persons: PersonAnswer[] }[];
  budget?: BudgetAnswer | null;
  total_cost?: string | null;
}

export interface FindingAnswer {
  check: 'duplicate' | 'budget' | 'serviceability' | 'approval' | 'completeness';
  severity: 'ok' | 'warning' | 'blocks';
  code: string;
  text: string;
  /** Number of the order meant, to link to. */
  order_number: string | null;
}

export interface ProblemAnswer {
  /** JSON pointer into the body; empty where `parameter` names what is wrong. */
  pointer: string;
  parameter?: string;
  code: ErrorCode;
  detail: string;
}

/** RFC 9457, with our code, all problems at once and what helps. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  errors: ProblemAnswer[];
  allowed?: ActionName[];
  current?: OrderAnswer;
  changed?: string[];
}

export interface SeenAnswer {
  stage: Stage;
  revision: number;
  round?: number;
  step?: number;
  terms_hash?: string;
}

export interface TransitionsAnswer {
  order_number: string;
  actions: (ActionDescription & { action: ActionName } & ActionOffer & { seen: SeenAnswer })[];
  /** For a drag: what each column means for this order and person. */
  columns: Record<Status, { action: ActionName | null; allowed: boolean; reason: string | null }>;
}

export interface TransitionRequest {
  action?: ActionName;
  to_status?: Status;
  seen: SeenAnswer;
  input?: { comment?: string; reason?: string; result?: string; billing_start_on?: string };
}

/** 200 when done, 202 with `queued` when the workflow has not answered yet. */
export interface TransitionAnswer {
  state: 'done' | 'queued';
  /** One sentence: what happened and what comes next. */
  message: string;
  order: OrderAnswer;
}

export interface CreateRequest {
  client_id?: string;
  then?: 'submit';
  [field: string]: unknown;
}

export interface CreateAnswer {
  order: OrderAnswer;
  /** The client id had made `order` before, of other terms; of this request nothing was stored. */
  differs: boolean;
  checks: CheckAnswer;
  /** With `then: submit`: done, queued, or why the draft was kept. */
  submit: { state: 'done' | 'queued' | 'refused'; message: string; code: ErrorCode | null } | null;
}

export interface TimelineAnswer {
  entries: TimelineEntry[];
}

export interface AuditAnswer {
  events: {
    k: number;
    at: string;
    action: string;
    actor: PersonAnswer | null;
    source: string;
    from: string | null;
    to: string | null;
    reason: string | null;
    changes: Record<string, unknown>;
    hash: string;
  }[];
}

/** A hint on the event stream; newer versions are read again by number. */
export interface LiveHint {
  order: string;
  version: number;
  status: Status;
}
