import type { Order } from '../src/domain/order/order';
import type { Instant } from '../src/domain/time';
import type { NoticeFacts } from '../src/ports/outboxes';
import type { Viewer } from './card-request';
import { currentStep } from './card-stage';
import { headlineOf } from './happenings';
import { plainText } from './text';
import { eyesOf, headingOf, momentIn } from './words';

/** A notice as one plain line, for a reminder about a card that is already there. */
export function noticeText(order: Order, viewer: Viewer, facts: NoticeFacts, now: Instant): string {
  const eyes = eyesOf(order, viewer, now);
  const due = order.stage === 'pending_approval' ? currentStep(order)?.dueAt : undefined;
  const until = due == null ? '' : ` Answer by ${momentIn(due, eyes)}.`;
  const { text } = headlineOf(order, facts, eyes);
  return plainText(`${text}: ${headingOf(order)} (${order.orderNumber}).${until}`);
}
