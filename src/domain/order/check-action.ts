import { Refusal, type ErrorCode, type Facts } from '../errors';
import type { Actor } from '../people';
import { isGranted, rolesGranted } from '../permissions';
import { actionRow, isDecision, isOfferedIn, type ActionName } from './actions';
import { conflictOfDuty } from './approvals';
import { STAGES, isBeforeSending, isEnd, type Stage } from './stages';

/** What the rule needs to know of an order; workflow state, rows and cards all provide it. */
export interface OrderFacts {
  stage: Stage;
  /** Set from before the order is sent until its outcome is known. */
  sending: boolean;
  revision: number;
  round: number;
  requestedBy: string;
  createdBy: string;
  assignedTo: string | null;
  lastTermsEditor: string | null;
  approval: ApprovalFacts | null;
  cancelRequested: boolean;
}

export interface ApprovalFacts {
  /** The step that is asked now, from 1. */
  step: number;
  /** Object ids of who may decide each step; the escalation adds persons. */
  steps: readonly (readonly string[])[];
  /** Who decided the steps before, in order. */
  decidedBy: readonly string[];
}

/** `rights` null: roles and limits are not known here and are judged by the projection. */
export interface Asker {
  oid: string;
  rights: Pick<Actor, 'roles' | 'limitMinor'> | null;
}

export type Verdict = { allowed: true } | { allowed: false; code: ErrorCode; facts: Facts };

const no = (code: ErrorCode, facts: Facts = {}): Verdict => ({ allowed: false, code, facts });

/**
 * May this person do this to this order now? The same answer on the board, on cards, in the API and
 * in the workflow. `totalMinor` is the order's total contract value where money decides.
 */
export function checkAction(
  name: ActionName,
  order: OrderFacts,
  asker: Asker,
  totalMinor: bigint | null = null,
): Verdict {
  if (isEnd(order.stage)) return no('ORDER_ENDED', { stage: order.stage });
  if (!isOfferedIn(name, order.stage)) {
    return no('ACTION_NOT_NOW', { action: name, stage: STAGES[order.stage].label });
  }
  if (order.sending && (name === 'recall' || name === 'edit')) {
    return no('ORDER_LOCKED_SENDING', { action: name });
  }
  if (name === 'cancel' && order.cancelRequested) {
    return no('ACTION_NOT_NOW', { action: name, stage: 'cancellation requested' });
  }
  const forbidden = checkRights(name, order, asker);
  if (forbidden) return forbidden;
  return isDecision(name) ? checkDecision(order, asker, totalMinor) : { allowed: true };
}

/** The same as an exception, for code that has nothing to do with a refusal. */
export function requireAction(...question: Parameters<typeof checkAction>): void {
  const verdict = checkAction(...question);
  if (!verdict.allowed) throw new Refusal(verdict.code, verdict.facts);
}

function checkRights(name: ActionName, order: OrderFacts, asker: Asker): Verdict | undefined {
  if (asker.rights === null) return undefined;
  const row = permissionRow(name, order.stage);
  const standing = {
    owner: asker.oid === order.requestedBy || asker.oid === order.createdBy,
    assignee: asker.oid === order.assignedTo,
  };
  if (isGranted(row, asker.rights.roles, standing)) return undefined;
  return no('ACTION_FORBIDDEN', { action: name, roles: rolesGranted(row) });
}

/** Editing is three rights in one word: a draft, terms before sending, notes later. */
function permissionRow(name: ActionName, stage: Stage) {
  if (name !== 'edit') return actionRow(name).permission;
  if (stage === 'drafted') return 4;
  return isBeforeSending(stage) ? 6 : 5;
}

function checkDecision(order: OrderFacts, asker: Asker, totalMinor: bigint | null): Verdict {
  const { approval } = order;
  if (approval === null) return no('ACTION_NOT_NOW', { action: 'approve', stage: order.stage });
  if (conflictOfDuty(order, asker.oid)) return no('OWN_APPROVAL');
  if (approval.decidedBy.includes(asker.oid)) return no('SAME_APPROVER_TWICE');
  const persons = approval.steps[approval.step - 1] ?? [];
  if (!persons.includes(asker.oid)) return no('NOT_YOUR_STEP', { step: approval.step });
  if (asker.rights === null || totalMinor === null) return { allowed: true };
  const { limitMinor } = asker.rights;
  if (limitMinor === null || limitMinor < totalMinor) return no('LIMIT_EXCEEDED');
  return { allowed: true };
}
