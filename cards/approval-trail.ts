import type { ApprovalStep, Order } from '../src/domain/order/order';
import { isBeforeSending, isEnd } from '../src/domain/order/stages';
import { isAsked } from './order-facts';
import { plainText } from './text';
import { step, type StepView } from './view-parts';
import { momentIn, momentOf, namesFor, shortDayAt, type Eyes } from './words';

/** How much of a comment stands on the line of its decision. */
const MAX_COMMENT = 140;

const MARKS = { approve: 'done', reject: 'refused', return: 'returned' } as const;
const DECIDED = { approve: 'Approved', reject: 'Rejected', return: 'Changes wanted' } as const;

/** The decision that took the order back to its requester, if one did. */
export function refusalOf(order: Order) {
  if (order.stage !== 'drafted') return undefined;
  return order.approval?.steps.find(
    ({ decision }) => decision !== null && decision.decision !== 'approve',
  )?.decision;
}

/** The approval that was given last. */
export function lastApproval(order: Order) {
  return order.approval?.steps
    .flatMap(({ decision }) => (decision?.decision === 'approve' ? [decision] : []))
    .at(-1);
}

/** Who asked, who decided what, whom it waits for, and what happens after the last approval. */
export function approvalTrail(order: Order, eyes: Eyes, options = { asked: true }): StepView[] {
  const steps = order.approval?.steps ?? [];
  const askedAt = steps[0]?.askedAt ?? null;
  return [
    ...(options.asked && askedAt !== null
      ? [step('done', `Asked by ${order.requestedBy.name}`, momentOf(askedAt, eyes))]
      : []),
    ...steps.flatMap((entry) => stepLine(entry, order, eyes)),
    ...sentLine(order, eyes),
  ];
}

function stepLine(entry: ApprovalStep, order: Order, eyes: Eyes): StepView[] {
  const { decision, state, persons } = entry;
  if (decision !== null) {
    const said = decision.comment === null ? '' : `: “${plainText(decision.comment, MAX_COMMENT)}”`;
    const at = momentIn(decision.at, eyes);
    const isVoid = order.stage === 'drafted' && decision.decision === 'approve';
    return [
      step(
        isVoid ? 'next' : MARKS[decision.decision],
        decision.by.name,
        `${DECIDED[decision.decision]} ${at}${isVoid ? ', now void' : ''}${said}`,
      ),
    ];
  }
  if (state === 'void' || state === 'done') return [];
  const names = namesFor(persons, eyes);
  if (state === 'next') return [step('next', names, 'Asked after that')];
  const due = entry.dueAt === null ? 'Asked now' : `Answer by ${momentIn(entry.dueAt, eyes)}`;
  return [step('current', names, due)];
}

function sentLine(order: Order, eyes: Eyes): StepView[] {
  const { stage, provider, dates } = order;
  if (stage === 'pending_approval') {
    const last = order.approval?.steps.at(-1)?.state === 'current';
    const yours = last && eyes.viewer !== null && isAsked(order, eyes.viewer);
    const when = yours ? 'Right after your approval' : 'Right after the last approval';
    return [step('next', `Sent to ${provider.name}`, `${when}; the terms are then locked`)];
  }
  if (stage === 'approved') {
    return [
      step(
        'current',
        `Sending to ${provider.name}`,
        `You hear from me when ${provider.name} confirms`,
      ),
    ];
  }
  if (isBeforeSending(stage) || (isEnd(stage) && dates.submittedAt === null)) return [];
  const at = dates.submittedAt === null ? '' : shortDayAt(dates.submittedAt, eyes);
  return [step('done', `Sent to ${provider.name}`, at)];
}
