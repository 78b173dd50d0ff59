import type { Jeopardy } from './jeopardy';

/**
 * The stages of an order's life and what they show as. A status, which is also the board's column
 * and the word people use, is only a view of the stage.
 */
export const STATUSES = {
  draft: { label: 'Draft', help: 'Being prepared, not yet submitted, editable' },
  submitted: { label: 'Submitted', help: 'Sent to provider, awaiting acknowledgment, locked' },
  in_progress: {
    label: 'In Progress',
    help: 'Provider working, install scheduled, updates available',
  },
  installation: { label: 'Installation', help: 'On-site work, testing, near completion' },
  completed: {
    label: 'Completed',
    help: 'Circuit active, ready for enablement, billing started',
  },
  cancelled: { label: 'Cancelled', help: 'Reason documented, no billing' },
} as const;

export type Status = keyof typeof STATUSES;

interface StageEntry {
  status: Status;
  label: string;
  /** Nothing follows an end stage. */
  end?: true;
}

const STAGE_TABLE = {
  drafted: { status: 'draft', label: 'Draft' },
  pending_approval: { status: 'draft', label: 'Awaiting approval' },
  approved: { status: 'draft', label: 'Approved' },
  submitted: { status: 'submitted', label: 'Submitted' },
  acknowledged: { status: 'submitted', label: 'Acknowledged' },
  rejected_by_provider: { status: 'submitted', label: 'Rejected by provider' },
  confirmed: { status: 'in_progress', label: 'Confirmed' },
  install_scheduled: { status: 'in_progress', label: 'Install scheduled' },
  installing: { status: 'installation', label: 'Installing' },
  testing: { status: 'installation', label: 'Testing' },
  activated: { status: 'completed', label: 'Activated' },
  enabled: { status: 'completed', label: 'Enabled', end: true },
  withdrawn: { status: 'cancelled', label: 'Withdrawn', end: true },
  cancelled: { status: 'cancelled', label: 'Cancelled', end: true },
  failed: { status: 'cancelled', label: 'Failed', end: true },
} as const satisfies Record<string, StageEntry>;

export type Stage = keyof typeof STAGE_TABLE;

export const STAGES: Readonly<Record<Stage, StageEntry>> = STAGE_TABLE;
export const STAGE_NAMES = Object.keys(STAGE_TABLE) as Stage[];
export const STATUS_NAMES = Object.keys(STATUSES) as Status[];

export function statusOf(stage: Stage): Status {
  return STAGES[stage].status;
}

export function isEnd(stage: Stage): boolean {
  return STAGES[stage].end === true;
}

/** Open = neither completed nor cancelled. */
export function isOpen(stage: Stage): boolean {
  const status = statusOf(stage);
  return status !== 'completed' && status !== 'cancelled';
}

/** Past drafted and open: the provider has it or will have it without another submit. */
export function isUnderWay(stage: Stage): boolean {
  return stage !== 'drafted' && isOpen(stage);
}

/** Before the provider knows of the order. */
export function isBeforeSending(stage: Stage): boolean {
  return statusOf(stage) === 'draft';
}

export const FLAGS = {
  on_hold: { label: 'On hold' },
  jeopardy: { label: 'Jeopardy' },
  charge_pending: { label: 'Charge pending' },
  date_revised: { label: 'Date revised' },
  needs_attention: { label: 'Needs attention' },
} as const;

export type FlagName = keyof typeof FLAGS;

/** Why someone has to look; causes are cleared one by one. */
export const ATTENTION_CAUSES = [
  'provider_rejected',
  'provider_form_refused',
  'provider_unreachable',
  'provider_unknown_state',
  'provider_several_orders',
  'provider_other_order_found',
  'provider_no_date',
  'provider_partial',
  'provider_cancelling',
  'provider_inventory_differs',
  'servicenow_unreachable',
  'servicenow_partial_write',
  'servicenow_refused',
  'servicenow_edited',
  'mail_unreachable',
  'mail_undeliverable',
  'teams_unreachable',
  'internal',
] as const;

export type AttentionCause = (typeof ATTENTION_CAUSES)[number];

export interface Flags {
  onHold: { reason: string; party: string } | null;
  jeopardy: Jeopardy | null;
  chargePending: boolean;
  dateRevised: boolean;
  needsAttention: AttentionCause[];
}

/** The causes with this one among them. */
export function withCause(
  { needsAttention }: Flags,
  cause: AttentionCause,
): Pick<Flags, 'needsAttention'> {
  return {
    needsAttention: needsAttention.includes(cause) ? needsAttention : [...needsAttention, cause],
  };
}

/** The causes without this one; the others stay until they are cleared themselves. */
export function withoutCause(
  { needsAttention }: Flags,
  cause: AttentionCause,
): Pick<Flags, 'needsAttention'> {
  return { needsAttention: needsAttention.filter((other) => other !== cause) };
}

export const NO_FLAGS: Flags = {
  onHold: null,
  jeopardy: null,
  chargePending: false,
  dateRevised: false,
  needsAttention: [],
};
