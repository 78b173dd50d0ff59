import { approvalTrail } from './approval-trail';
import { orderButton, refreshOf, type ActionView, type RefreshView } from './card-actions';
import type { NoticeRequest } from './card-request';
import { headlineOf, tellingOf } from './happenings';
import { nextSentence, noticeFacts } from './notice-facts';
import { offered } from './order-facts';
import { cardText, plainText } from './text';
import {
  head,
  toFacts,
  type FactView,
  type Head,
  type LinkView,
  type StepView,
} from './view-parts';
import { eyesOf } from './words';

/** One thing that happened, with what it means now and what one may do about it. */
export interface NoticeView extends Head {
  summary: string;
  facts: FactView[];
  steps: StepView[];
  next: string;
  primary: ActionView[];
  link: LinkView;
  others: ActionView[];
  refresh: RefreshView[];
}

export function noticeView(request: NoticeRequest): NoticeView {
  const { order, viewer, now, links, facts } = request;
  const eyes = eyesOf(order, viewer, now);
  const headline = headlineOf(order, facts, eyes);
  const { kind, offers } = tellingOf(facts);
  const open = offered(offers, order, viewer);
  const [first, ...rest] = open;
  return {
    ...head(order, headline),
    summary: plainText(`${order.orderNumber} ${order.site.name}: ${headline.text}`, 150),
    facts: toFacts(noticeFacts(order, facts, eyes)),
    steps: kind === 'approval' ? approvalTrail(order, eyes, { asked: false }) : [],
    next: cardText(nextSentence(order, facts, eyes)),
    primary: first === undefined ? [] : [orderButton(first, order, { style: 'positive' })],
    link: { title: 'Open order', url: links.order(order.orderNumber) },
    others: rest.map((action) => orderButton(action, order)),
    refresh: refreshOf('notice', order, request.refreshUserIds, facts),
  };
}
