import { namesOf, refusalSentence } from '../../domain/errors/sentence';
import type { ErrorCode, Facts, Problem, Refusal } from '../../domain/errors';
import { findingSentence } from '../../domain/order/finding-sentence';
import { fieldEntry, fieldOf } from '../../domain/order/fields';
import type { WorkflowAction } from '../../domain/order/actions';
import type { Order } from '../../domain/order/order';
import { STAGES } from '../../domain/order/stages';
import type { Intent } from '../../ports/orders';
import type { OrderChecks } from '../../use-cases/check-order';
import type { ActResult } from '../../use-cases/act-on-order';

export const UNCHANGED = 'Nothing was changed. Please try again in a moment.';
export const BEING_CONFIRMED = 'Recorded, being confirmed. The result comes by itself.';
export const SLOW =
  'This takes longer than usual. It goes on by itself; look at the order again in a moment.';
export const NO_ROLE =
  'You have no role in circuit-orders yet, so there is nothing to show. An administrator can give you one; then send `help`.';
export const LIST_IN_PRIVATE = 'That list shows costs. Ask me for it in our own chat.';
export const FORM_IN_PRIVATE = 'That form shows costs. Ask me for it in our own chat.';
export const GONE_BUTTON = 'This button is no longer offered.';

/** A refusal about an order that is at hand, with the names it lends. */
export function refusalOf(code: ErrorCode, facts: Facts, order?: Order): string {
  return refusalSentence(code, facts, order === undefined ? {} : namesOf(order));
}

export const noRest = (board: string) => `There is no more to show. The board has all: ${board}`;

const MAX_LINES = 8;

/** What is wrong with what was typed, one line per field, and how many more where they are many. */
export function problemLines(problems: readonly Problem[]): string[] {
  const more = problems.length - MAX_LINES;
  const lines = problems
    .slice(0, more > 1 ? MAX_LINES : problems.length)
    .map(({ field, code, facts }) => {
      const name = fieldOf(field);
      const label = name === undefined ? `“${field.slice(0, 40)}”` : fieldEntry(name).label;
      return `${label}: ${refusalSentence(code, facts)}`;
    });
  return more > 1 ? [...lines, `… and ${more} more. Mend these first.`] : lines;
}

/** A thrown refusal as text, with all its problems where there are several fields. */
export function thrownSentence(refusal: Refusal, order?: Order): string {
  const { code, facts, problems } = refusal;
  if (problems.length === 0) return refusalOf(code, facts, order);
  return ['Nothing was saved.', ...problemLines(problems)].join('\n');
}

const names = (order: Order) => {
  const current = order.approval?.steps.find((step) => step.state === 'current');
  return current?.persons.map((person) => person.name).join(' or ') ?? '';
};

function afterSubmit(order: Order): string {
  if (order.stage !== 'pending_approval') return 'Submitted. No approval was needed.';
  const steps = order.approval?.steps.length ?? 1;
  const needed = steps === 1 ? 'One approval needed' : `${steps} approvals needed; first`;
  return `Submitted. ${needed}: ${names(order)}.`;
}

function afterApproval(order: Order): string {
  const steps = order.approval?.steps ?? [];
  const done = steps.filter((step) => step.decision !== null).length;
  if (order.stage === 'pending_approval') {
    return `Approved, step ${done} of ${steps.length}. Next: ${names(order)}.`;
  }
  const place = steps.length > 1 ? `, step ${done} of ${steps.length}` : '';
  return `Approved${place}. The order goes to ${order.provider.name} now.`;
}

function afterCancel(order: Order): string {
  if (order.cancelRequested) return `Cancellation requested from ${order.provider.name}.`;
  return order.stage === 'cancelled' ? 'Cancelled.' : `${STAGES[order.stage].label}.`;
}

const DONE: Record<WorkflowAction, (order: Order) => string> = {
  submit: afterSubmit,
  approve: afterApproval,
  reject: () => 'Rejected.',
  return: () => 'Sent back, changes wanted.',
  recall: () => 'Recalled: back to draft.',
  revise: (order) => `Revision ${order.revision} is open as a draft.`,
  cancel: afterCancel,
  accept: () => 'Accepted: the circuit is activated. Next: enable.',
  enable: () => 'Enabled. The order has ended.',
  edit: (order) => `Back to draft as revision ${order.revision}; approvals given so far are void.`,
};

/** What an action has done, in the words of its row. */
export function doneSentence(action: WorkflowAction, order: Order): string {
  return DONE[action](order);
}

export function resultSentence(action: WorkflowAction, result: ActResult, order: Order): string {
  if (result.result === 'done') return doneSentence(action, order);
  if (result.result === 'queued') return BEING_CONFIRMED;
  return refusalOf(result.code, result.facts, order);
}

/** For a command that arrives again after it was answered. */
export function repeatedSentence({ refusal }: Intent, order: Order): string {
  if (refusal !== null) return refusalOf(refusal.code, refusal.facts, order);
  return `That command has already counted. \`status ${order.orderNumber}\` shows where the order stands.`;
}

/**
 * What the checks found, gravest first; good news stays away but for budget and approvals, and so
 * does what the order's card says by itself.
 */
export function checkSentences(checks: OrderChecks, order: Order): string[] {
  const told = (severity: string) =>
    checks.findings.filter(
      (finding) =>
        finding.severity === severity &&
        !(severity === 'warning' && finding.check === 'serviceability'),
    );
  const sentence = (finding: OrderChecks['findings'][number]) =>
    findingSentence(finding, { provider: order.provider.name });
  const good = told('ok').filter(({ check }) => check === 'budget' || check === 'approval');
  const first = checks.approvals[0]?.persons.map((person) => person.name).join(' or ') ?? '';
  return [
    ...told('blocks').map((finding) =>
      // What is missing says so itself.
      finding.check === 'completeness'
        ? sentence(finding)
        : `Before you can submit: ${sentence(finding)}`,
    ),
    ...told('warning').map((finding) => `Warning: ${sentence(finding)}`),
    ...good.map((finding) => {
      const who = finding.check === 'approval' && first !== '' ? `; first: ${first}` : '';
      return `${sentence(finding)}${who}.`;
    }),
  ];
}
