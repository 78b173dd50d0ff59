import type { Order } from '../src/domain/order/order';
import type { Instant } from '../src/domain/time';
import type { NoticeFacts } from '../src/ports/outboxes';
import { approvalView } from './approval';
import type { Card, CardRequest, Links, Viewer } from './card-request';
import { noticeView } from './notice';
import { orderView } from './order';
import { isAsked } from './order-facts';
import { orderFormView } from './order-form';
import { orderListView } from './order-list';
import { outcomeView } from './outcome';
import { render } from './render';
import { welcomeView } from './welcome';

/**
 * The one way to a card. A template says how a card looks, a builder says what it tells; here they
 * meet. Nothing is decided: what a person is offered comes from the action table, what they may see
 * from the permission table. User text never becomes Markdown, a link or an expression.
 */
export function drawCard(request: CardRequest): Card {
  const view = toView(request);
  return { card: render(request.view, view), summary: view.summary };
}

function toView(request: CardRequest): { summary: string } {
  switch (request.view) {
    case 'welcome':
      return welcomeView(request);
    case 'order':
      return orderView(request);
    case 'approval':
      return approvalView(request);
    case 'outcome':
      return outcomeView(request);
    case 'notice':
      return noticeView(request);
    case 'order-form':
      return orderFormView(request);
    case 'order-list':
      return orderListView(request);
  }
}

export interface CopyQuestion {
  /** As the copy was sent: `approval`, `order`, `notice`, `order-form`; another word means `order`. */
  copyView: string;
  order: Order;
  viewer: Viewer;
  facts: NoticeFacts;
  now: Instant;
  links: Links;
  refreshUserIds?: readonly string[] | undefined;
}

/** What a stored copy of a card shows now. */
export function cardFor({ copyView, facts, ...about }: CopyQuestion): Card {
  if (copyView === 'approval') {
    const view = isAsked(about.order, about.viewer) ? 'approval' : 'outcome';
    return drawCard({ view, ...about });
  }
  return copyView === 'notice'
    ? drawCard({ view: 'notice', facts, ...about })
    : drawCard({ view: 'order', ...about });
}
