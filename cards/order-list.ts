import type { OrderListRequest } from './card-request';
import type { Order } from '../src/domain/order/order';
import { STATUSES, isEnd, isBeforeSending, statusOf } from '../src/domain/order/stages';
import { currentStep } from './card-stage';
import { isAsked } from './order-facts';
import { alarm, statusLine } from './status-line';
import { cardText, plainText } from './text';
import type { Colour, LinkView } from './view-parts';
import { eyesOf, headingOf, shortDay, shortDayAt, type Eyes } from './words';

/** Several orders, one line of state each; a row opens its order. */
export interface OrderListView {
  summary: string;
  title: string;
  count: string;
  rows: RowView[];
  more: string;
  link: LinkView;
}

interface RowView {
  heading: string;
  state: string;
  stateColor: Colour;
  /** Only grey where nobody has to act. */
  stateSubtle: boolean;
  number: string;
  url: string;
}

const MAX_ROWS = 10;

export function orderListView({
  title,
  orders,
  viewer,
  now,
  links,
  from,
  total,
}: OrderListRequest): OrderListView {
  const shown = orders.slice(0, MAX_ROWS);
  const left = total - from - shown.length;
  const all = total === 0 ? 'None at the moment.' : `${total} ${total === 1 ? 'order' : 'orders'}`;
  const last = from + shown.length;
  const range = last === from + 1 ? String(last) : `${from + 1} to ${last}`;
  const count = from === 0 ? all : `${range} of ${total}`;
  return {
    summary: plainText(`${title}: ${count}`, 150),
    title: cardText(title),
    count,
    rows: shown.map((order) => ({
      ...rowOf(order, eyesOf(order, viewer, now)),
      url: links.order(order.orderNumber),
    })),
    more: left > 0 ? `${left} more. Type “more”.` : '',
    link: { title: 'Open board', url: links.board },
  };
}

function rowOf(order: Order, eyes: Eyes): Omit<RowView, 'url'> {
  const { text, color, isPlain } = stateOf(order, eyes);
  return {
    heading: cardText(headingOf(order)),
    state: cardText(text),
    stateColor: color,
    stateSubtle: isPlain,
    number: order.orderNumber,
  };
}

/** `Critical: 4 days late · In Progress`, `Due 14 Oct · Installation`, `Awaiting Lee Park`. */
function stateOf(order: Order, eyes: Eyes): { text: string; color: Colour; isPlain: boolean } {
  const { dates, targetDate, stage } = order;
  const status = STATUSES[statusOf(stage)].label;
  const loud = alarm(order);
  if (loud !== undefined) {
    const { text, color } = loud;
    return { text: `${text} · ${status}`, color, isPlain: color === 'default' };
  }
  const due = dates.focDate ?? targetDate;
  if (eyes.viewer !== null && isAsked(order, eyes.viewer)) return asked(order, eyes);
  const text =
    isBeforeSending(stage) || isEnd(stage) || due === null
      ? statusLine(order, eyes).text
      : `${dates.focDate === null ? 'Wanted' : 'Due'} ${shortDay(due, eyes)} · ${status}`;
  return { text, color: 'default', isPlain: true };
}

/** `Awaiting your approval, by 8 Oct`; in colour once it is late. */
function asked(order: Order, eyes: Eyes): { text: string; color: Colour; isPlain: boolean } {
  const due = currentStep(order)?.dueAt ?? null;
  const { text } = statusLine(order, eyes);
  if (due === null) return { text, color: 'default', isPlain: true };
  return Date.parse(due) < Date.parse(eyes.now)
    ? { text: `${text}, overdue since ${shortDayAt(due, eyes)}`, color: 'warning', isPlain: false }
    : { text: `${text}, by ${shortDayAt(due, eyes)}`, color: 'default', isPlain: true };
}
