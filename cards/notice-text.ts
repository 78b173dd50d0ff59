import type { Order } from '../src/domain/order/order';
import type { Instant } from '../src/domain/time';
import type { NoticeFacts } from '../src/ports/outboxes';
import { listed } from '../src/domain/errors/sentence-parts';
import type { Viewer } from './card-request';
import { refusalOf } from './approval-trail';
import { currentStep } from './card-stage';
import { happeningOf, headlineOf } from './happenings';
import { nextSentence } from './notice-facts';
import { plainText } from './text';
import { eyesOf, headingOf, momentIn, type Eyes } from './words';

/** A notice as one plain line, where a card of the order stands in the chat already. */
export function noticeText(order: Order, viewer: Viewer, facts: NoticeFacts, now: Instant): string {
  const eyes = eyesOf(order, viewer, now);
  const { text } = headlineOf(order, facts, eyes);
  const line = `${text}: ${headingOf(order)} (${order.orderNumber}).`;
  return [line, ...after(order, facts, eyes)]
    .filter((part) => part !== '')
    .map((part) => plainText(part))
    .join(' ');
}

/** Why, and what comes next. */
function after(order: Order, facts: NoticeFacts, eyes: Eyes): string[] {
  const isWaiting = order.stage === 'pending_approval';
  const step = isWaiting ? currentStep(order) : undefined;
  switch (happeningOf(facts)) {
    case 'reminded':
      return step?.dueAt == null ? [] : [`Answer by ${momentIn(step.dueAt, eyes)}.`];
    case 'step_approved':
      return step === undefined
        ? []
        : [`Next: ${listed(step.persons.map((person) => person.name))}.`];
    case 'rejected':
    case 'returned': {
      const comment = refusalOf(order)?.comment ?? '';
      return [comment === '' ? '' : `“${comment}”`, nextSentence(order, facts, eyes)];
    }
    default:
      return [nextSentence(order, facts, eyes)];
  }
}
