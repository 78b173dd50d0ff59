import { namesOf, refusalSentence } from '../src/domain/errors/sentence';
import type { ErrorCode } from '../src/domain/errors';
import { actionRow } from '../src/domain/order/actions';
import { formatMoney, toMinor } from '../src/domain/money';
import type { Order } from '../src/domain/order/order';
import { approvalTrail } from './approval-trail';
import { orderButton, refreshOf, type ActionView, type RefreshView } from './card-actions';
import type { ApprovalRequest } from './card-request';
import { currentStep } from './card-stage';
import { offered, verdictOn } from './order-facts';
import { paragraphs, plainText } from './text';
import { asRuns, escaped, head, toFacts } from './view-parts';
import type { FactView, Head, LinkView, StepView, TextView } from './view-parts';
import { warningLines } from './warning-lines';
import { dayOf, eyesOf, maySeeMoney, moneyFacts, type Eyes } from './words';
import type { StatusLine } from './status-line';

/** Everything one needs to decide, and the decision. */
export interface ApprovalView extends Head {
  summary: string;
  facts: FactView[];
  why: TextView[];
  steps: StepView[];
  warnings: TextView[];
  /** Why this person, though asked, cannot decide. */
  refusal: TextView[];
  comment: { label: string; value: string }[];
  error: TextView[];
  decisions: ActionView[];
  /** Approving unfolds the sum once more before it counts. */
  confirm: { title: string; text: string; button: ActionView }[];
  link: LinkView;
  destructive: ActionView[];
  refresh: RefreshView[];
}

export function approvalView(request: ApprovalRequest): ApprovalView {
  const { order, viewer, now, links, error } = request;
  const eyes = eyesOf(order, viewer, now);
  const open = offered(['approve', 'return', 'reject'], order, viewer);
  const verdict = verdictOn('approve', order, viewer);
  const confirms = open.includes('approve') && asksOnceMore(order);
  const plain = open.filter((action) => action === 'return' || (action === 'approve' && !confirms));
  // Who reads this is asked as well, and is not whom it waits for once they cannot decide.
  const names = namesOf(order);
  const others = (names.waitingFor ?? []).filter((name) => name !== viewer.name);
  return {
    ...head(order, statusOf(order, eyes, verdict.allowed)),
    summary: toast(order, maySeeMoney(order, viewer)),
    facts: toFacts([
      ...(maySeeMoney(order, viewer) ? moneyFacts(order) : []),
      ['Target', order.targetDate === null ? 'normal interval' : dayOf(order.targetDate, eyes)],
    ]),
    why: asRuns(paragraphs(order.justification)),
    steps: approvalTrail(order, eyes),
    warnings: escaped(warningLines(order, now)),
    refusal: verdict.allowed
      ? []
      : escaped([refusalSentence(verdict.code, verdict.facts, { ...names, waitingFor: others })]),
    comment:
      open.length === 0
        ? []
        : [
            {
              label: error === 'COMMENT_REQUIRED' ? 'Comment *' : 'Comment',
              value: plainText(request.comment ?? '', 2000),
            },
          ],
    error: error === undefined ? [] : escaped([errorText(error, order)]),
    confirm: confirms ? [confirmOf(order)] : [],
    decisions: plain.map((action) =>
      orderButton(action, order, {
        style: action === 'approve' ? 'positive' : 'default',
        inputs: 'auto',
      }),
    ),
    link: { title: 'Open order', url: links.order(order.orderNumber) },
    destructive: open
      .filter((action) => action === 'reject')
      .map((action) => orderButton(action, order, { style: 'destructive', inputs: 'auto' })),
    refresh: refreshOf('approval', order, request.refreshUserIds),
  };
}

function errorText(error: ErrorCode, order: Order): string {
  const sentence =
    error === 'COMMENT_REQUIRED'
      ? 'Write why before you reject or ask for changes.'
      : refusalSentence(error, {}, namesOf(order));
  return `${sentence} Nothing was sent.`;
}

function statusOf(order: Order, { now }: Eyes, mayDecide: boolean): StatusLine {
  const current = currentStep(order);
  const total = order.approval?.steps.length ?? 0;
  const place = current === undefined || total < 2 ? '' : `, step ${current.step} of ${total}`;
  if (!mayDecide) return { text: `Awaiting approval${place}`, color: 'default' };
  const isOverdue = current?.dueAt != null && Date.parse(current.dueAt) < Date.parse(now);
  return isOverdue
    ? { text: `Your approval is overdue${place}`, color: 'warning' }
    : { text: `Your approval is needed${place}`, color: 'default' };
}

function asksOnceMore({ totalCost }: Order): boolean {
  const { confirmFrom } = actionRow('approve');
  if (totalCost === null || confirmFrom === undefined) return false;
  const { currency } = totalCost;
  return toMinor(totalCost) >= toMinor({ amount: confirmFrom, currency });
}

function confirmOf(order: Order) {
  const total = order.totalCost === null ? '' : formatMoney(order.totalCost);
  return {
    title: 'Approve …',
    text: `This commits ${total} over ${order.contractTerm ?? 0} months.`,
    button: {
      ...orderButton('approve', order, { style: 'positive', inputs: 'auto' }),
      title: `Approve ${total}`,
    } satisfies ActionView,
  };
}

/** `CO-2026-000123 1G TXH 97 AT&T $500.00/month: approve?` */
function toast(order: Order, withMoney: boolean): string {
  const { orderNumber, speed, site, provider, monthlyCost } = order;
  const price = withMoney && monthlyCost !== null ? ` ${formatMoney(monthlyCost)}/month` : '';
  return plainText(`${orderNumber} ${speed} ${site.name} ${provider.name}${price}: approve?`, 150);
}
