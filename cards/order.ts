import { refusalSentence } from '../src/domain/errors/sentence';
import type { ActionName } from '../src/domain/order/actions';
import { consequenceOf } from '../src/domain/order/consequence';
import type { Order } from '../src/domain/order/order';
import { isBeforeSending } from '../src/domain/order/stages';
import { waitingWords } from '../src/domain/order/waiting';
import { approvalTrail } from './approval-trail';
import {
  actionTitle,
  orderButton,
  refreshOf,
  type ActionView,
  type RefreshView,
} from './card-actions';
import type { OrderRequest } from './card-request';
import { milestones } from './milestones';
import { offered } from './order-facts';
import { stageFact, statusLine } from './status-line';
import { cardText, paragraphs, plainText } from './text';
import { asRuns, escaped, head, toFacts } from './view-parts';
import type { FactView, Head, LinkView, StepView, TextView } from './view-parts';
import { warningLines } from './warning-lines';
import {
  addressLine,
  costLine,
  dayOf,
  eyesOf,
  identifier,
  maySeeMoney,
  momentIn,
  momentOf,
  shortDay,
  type Eyes,
} from './words';

/** The shared state of an order, with what this person may do about it. */
export interface OrderView extends Head {
  summary: string;
  message: TextView[];
  facts: FactView[];
  why: TextView[];
  stepsTitle: string;
  steps: StepView[];
  warnings: TextView[];
  foot: string;
  /** The reason input in the open, after a cancel without one. */
  reason: { error: string; button: ActionView }[];
  accept: AskView[];
  actions: ActionView[];
  cancel: AskView[];
  link: LinkView;
  refresh: RefreshView[];
}

/** A button that first unfolds what it asks and what it does. */
interface AskView {
  title: string;
  consequence: string;
  button: ActionView;
}

/** In the order they are offered; the first of the leading ones is the card's primary button. */
const LEADING: readonly ActionName[] = ['submit', 'accept', 'enable', 'revise'];
const OTHERS: readonly ActionName[] = ['edit', 'recall'];

export function orderView(request: OrderRequest): OrderView {
  const { order, viewer, now, links, error, message } = request;
  const eyes = eyesOf(order, viewer, now);
  const open = offered([...LEADING, ...OTHERS, 'cancel'], order, viewer);
  const status = statusLine(order, eyes);
  const asksReason = error === 'REASON_REQUIRED' && open.includes('cancel');
  const said = error === undefined || asksReason ? [] : [refusalSentence(error)];
  return {
    ...head(order, status),
    summary: plainText(`${order.orderNumber} ${order.site.name}: ${status.text}`, 150),
    message: escaped([...(message?.split('\n') ?? []), ...said]),
    facts: toFacts(factsOf(order, eyes)),
    why: isBeforeSending(order.stage) ? asRuns(paragraphs(order.justification)) : [],
    ...stepsOf(order, eyes),
    warnings: escaped([
      ...waitingLines(order, eyes),
      ...(isBeforeSending(order.stage) ? warningLines(order, now) : []),
    ]),
    foot: footOf(order, eyes),
    reason: asksReason
      ? [
          {
            error: cardText(`${refusalSentence('REASON_REQUIRED')} Nothing was sent.`),
            button: orderButton('cancel', order, { style: 'destructive', inputs: 'auto' }),
          },
        ]
      : [],
    accept: open.includes('accept') ? [ask('accept', order, 'positive')] : [],
    actions: plainButtons(order, open),
    cancel: open.includes('cancel') && !asksReason ? [ask('cancel', order, 'destructive')] : [],
    link: { title: 'Open order', url: links.order(order.orderNumber) },
    refresh: refreshOf('order', order, request.refreshUserIds),
  };
}

function waitingLines({ waiting }: Order, eyes: Eyes): string[] {
  return waiting.map((one) => {
    const { title, kept } = waitingWords(one, momentIn(one.since, eyes));
    return `${title}. ${kept}`;
  });
}

function plainButtons(order: Order, open: readonly ActionName[]): ActionView[] {
  const primary = LEADING.find((action) => open.includes(action));
  return open
    .filter((action) => action !== 'accept' && action !== 'cancel')
    .map((action) =>
      orderButton(action, order, { style: action === primary ? 'positive' : 'default' }),
    );
}

function ask(action: ActionName, order: Order, style: 'positive' | 'destructive'): AskView {
  const title = actionTitle(action, order);
  return {
    title: `${title} …`,
    consequence: consequenceOf(action, order) ?? '',
    button: orderButton(action, order, { style, inputs: 'auto' }),
  };
}

function factsOf(order: Order, eyes: Eyes): [title: string, value: string][] {
  const { dates, targetDate, assignedTo, lastReason } = order;
  const { focDate, firstFocDate } = dates;
  const first =
    firstFocDate === null || firstFocDate === focDate
      ? ''
      : ` (first promised ${shortDay(firstFocDate, eyes)})`;
  const noTarget = isBeforeSending(order.stage) ? 'the provider’s normal interval' : '';
  return [
    ['Status', stageFact(order)],
    focDate === null
      ? ['Target', targetDate === null ? noTarget : dayOf(targetDate, eyes)]
      : ['Due', `${dayOf(focDate, eyes)}${first}`],
    ['Where', addressLine(order)],
    ['Assignee', assignedTo?.name ?? ''],
    ['Cost', maySeeMoney(order, eyes.viewer) ? costLine(order) : ''],
    ['Reason', lastReason === null ? '' : plainText(lastReason, 200)],
  ];
}

function stepsOf(order: Order, eyes: Eyes): { stepsTitle: string; steps: StepView[] } {
  if (!isBeforeSending(order.stage)) {
    return { stepsTitle: 'Milestones', steps: milestones(order, eyes) };
  }
  const steps = order.approval === null ? [] : approvalTrail(order, eyes);
  return { stepsTitle: 'Approval', steps };
}

function footOf(order: Order, eyes: Eyes): string {
  const task = identifier(order, 'sctask_number');
  const asOf = momentOf(eyes.now, eyes).replace(/^Today /u, 'as of ');
  return task === undefined ? capital(asOf) : cardText(`ServiceNow ${task} · ${asOf}`);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
