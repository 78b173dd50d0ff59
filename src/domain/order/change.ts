import type { ErrorCode, Facts } from '../errors';
import type { CalendarDate, Instant } from '../time';
import type { WorkflowAction } from './actions';
import type { ApprovalFacts, OrderFacts } from './check-action';
import type { CarrierEvent } from './events';
import type { AttentionCause, Stage } from './stages';

/** What a person saw when asking for something; compared before anything changes. */
export interface Seen {
  stage: Stage;
  revision: number;
  round?: number;
  step?: number;
  termsHash?: string;
}

/**
 * One change of an order, as its workflow orders it. Only ids, stages, decimals and dates travel:
 * comments and reasons stay with the intent, provider texts in the inbox.
 */
export type Change =
  | { kind: 'act'; action: WorkflowAction; intentId: string; actor: string; seen: Seen }
  | { kind: 'remind'; step: number }
  | { kind: 'escalate'; step: number }
  | { kind: 'submitted'; providerOrderId: string }
  | { kind: 'form_refused' }
  | { kind: 'not_sent' }
  | {
      kind: 'event';
      event: CarrierEvent;
      to: Stage | null;
      late: boolean;
      cause: AttentionCause | null;
    }
  | { kind: 'accepted_by_rule' }
  | { kind: 'cancel_posted'; requestId: string }
  | { kind: 'cancel_declined' }
  | { kind: 'attention'; cause: AttentionCause }
  | { kind: 'attention_over'; cause: AttentionCause }
  /** Nobody reported anything until a threshold of the jeopardy rule. */
  | { kind: 'silence' };

/** Everything a projection needs; `at` is workflow time and the only source of stamps. */
export interface ProjectionInput {
  orderNumber: string;
  pv: number;
  changeId: string;
  at: Instant;
  change: Change;
}

export interface Due {
  at: Instant;
  reason: 'reminder' | 'escalation' | 'acceptance' | 'silence';
}

/**
 * The due instant where a server can keep it. A carrier that knows no date may write 9999-12-31 or
 * 0001-01-01, and what comes after or before has no year of four digits.
 */
export function plainDue(due: Due | null): Instant | null {
  return due !== null && /^\d{4}-/u.test(due.at) ? due.at : null;
}

/** The order as its workflow remembers it; each projection answers with a fresh one. */
export interface Snapshot extends OrderFacts {
  pv: number;
  provider: string;
  approval: ApprovalFacts | null;
  providerOrderId: string | null;
  /** The cancel request is with the provider. */
  cancelPosted: boolean;
  focDate: CalendarDate | null;
  /** How completed work is accepted: at once, after a window, or only by a person. */
  acceptance: 'completion' | 'window' | 'explicit';
  nextDue: Due | null;
}

export type ProjectionAnswer =
  | { result: 'recorded'; snapshot: Snapshot }
  /** A rule that only the database can judge said no; nothing changed. */
  | { result: 'refused'; code: ErrorCode; facts: Facts }
  /** Another change has this number: adopt it, ask the rule again, take the next number. */
  | { result: 'taken'; changeId: string; snapshot: Snapshot };
