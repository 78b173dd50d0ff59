import { STAGES, isEnd } from '../src/domain/order/stages';
import type { Order } from '../src/domain/order/order';
import { approvalTrail, lastApproval, refusalOf } from './approval-trail';
import { refreshOf, type RefreshView } from './card-actions';
import type { OutcomeRequest } from './card-request';
import { alarm, statusLine, type StatusLine } from './status-line';
import { plainText } from './text';
import {
  escaped,
  head,
  type Head,
  type LinkView,
  type StepView,
  type TextView,
} from './view-parts';
import { eyesOf, momentIn, type Eyes } from './words';

/** What became of a question: whose decision stands, and the trail that led to it. */
export interface OutcomeView extends Head {
  summary: string;
  lines: TextView[];
  steps: StepView[];
  foot: string;
  link: LinkView;
  refresh: RefreshView[];
}

export function outcomeView(request: OutcomeRequest): OutcomeView {
  const { order, viewer, now, links, stale, beingConfirmed = false } = request;
  const eyes = eyesOf(order, viewer, now);
  const settled = outcomeLine(order, eyes);
  const status = beingConfirmed
    ? { text: 'Your answer is stored and being confirmed', color: 'default' as const }
    : stale === undefined
      ? settled
      : { text: staleWords(settled.text), color: 'default' as const };
  const lines = beingConfirmed
    ? ['It counts once, however often you press. The result appears here by itself.']
    : stale === undefined
      ? []
      : [
          `${stale.message === '' ? 'Your click changed nothing.' : stale.message} ${whereabouts(order)}`,
        ];
  const isShort = beingConfirmed || stale !== undefined;
  const isFinal = !beingConfirmed && order.stage !== 'pending_approval';
  return {
    ...head(order, status),
    summary: plainText(`${order.orderNumber} ${order.site.name}: ${status.text}`, 150),
    lines: escaped(lines),
    steps: isShort || order.approval === null ? [] : approvalTrail(order, eyes, { asked: false }),
    foot: isShort ? '' : footOf(order),
    link: { title: 'Open order', url: links.order(order.orderNumber) },
    refresh: isFinal ? [] : refreshOf('approval', order, request.refreshUserIds),
  };
}

/** `Approved by Lee Park, today 14:02 CDT`. */
export function outcomeLine(order: Order, eyes: Eyes): StatusLine {
  const refusal = refusalOf(order);
  if (refusal !== undefined && refusal !== null) {
    const at = momentIn(refusal.at, eyes);
    return refusal.decision === 'reject'
      ? { text: `Rejected by ${refusal.by.name}, ${at}`, color: 'attention' }
      : { text: `Changes wanted by ${refusal.by.name}, ${at}`, color: 'warning' };
  }
  const approval = lastApproval(order);
  if (isEnd(order.stage) || order.stage === 'drafted' || approval === undefined) {
    return order.stage === 'drafted' && order.round > 0
      ? { text: 'Back to draft, approvals void', color: 'warning' }
      : statusLine(order, eyes);
  }
  const steps = order.approval?.steps ?? [];
  const given = steps.filter(({ decision }) => decision !== null).length;
  const place = order.stage === 'pending_approval' ? `, step ${given} of ${steps.length}` : '';
  return {
    text: `Approved by ${approval.by.name}${place}, ${momentIn(approval.at, eyes)}`,
    color: 'good',
  };
}

/** `Already approved by Lee Park, 14:02 CDT`: a click that came later than somebody's. */
function staleWords(settled: string): string {
  return /^(?:Approved|Rejected|Changes wanted) by /u.test(settled)
    ? `Already ${settled.charAt(0).toLowerCase()}${settled.slice(1)}`.replace(', today ', ', ')
    : settled;
}

function whereabouts(order: Order): string {
  const { stage, provider } = order;
  if (stage === 'approved') return `The order is on its way to ${provider.name}.`;
  if (stage === 'drafted') return `The order is back with ${order.requestedBy.name}.`;
  if (stage === 'pending_approval') return 'The order still awaits approval.';
  const words = STAGES[stage].label.toLowerCase();
  return isEnd(stage) ? `The order has ended: ${words}.` : `The order is now ${words}.`;
}

function footOf(order: Order): string {
  const { approval, termsHash, revision } = order;
  if (alarm(order) === undefined && approval?.termsHash === termsHash) {
    const decided = approval.steps.some(({ decision }) => decision !== null);
    if (decided) return `Recorded with the terms of revision ${revision}.`;
  }
  return '';
}
