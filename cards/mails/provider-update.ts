import type { Order } from '../../src/domain/order/order';
import type { NoticeFacts } from '../../src/ports/outboxes';
import { happeningOf, headlineOf } from '../happenings';
import { nextSentence, noticeFacts } from '../notice-facts';
import { LEVELS } from '../status-line';
import { dayOf, type Eyes } from '../words';
import { footerFor, type MailQuestion, type MailView } from './mail-view';

/** What the provider did or said; the headline names it. */
export function providerUpdateMail({ order, to, facts, eyes }: MailQuestion): MailView {
  const { text } = headlineOf(order, facts, eyes);
  const next = nextSentence(order, facts, eyes);
  return {
    topic: topicOf(order, facts, eyes) ?? text,
    status: text,
    remark: `revision ${order.revision}`,
    facts: noticeFacts(order, facts, eyes),
    paragraphs: next === '' ? [] : [next],
    button: 'Open order',
    after: '',
    footer: footerFor(order, to),
  };
}

/** The date at risk stands first in the subject, where there is one. */
function topicOf(order: Order, facts: NoticeFacts, eyes: Eyes): string | undefined {
  const { jeopardy } = order.flags;
  const date = order.dates.focDate ?? order.targetDate;
  if (happeningOf(facts) !== 'jeopardy' || jeopardy === null || date === null) return undefined;
  return `${LEVELS[jeopardy.level][0]} for ${dayOf(date, eyes)}`;
}
