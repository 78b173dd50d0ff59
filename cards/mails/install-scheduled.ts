import { headlineOf, happeningOf } from '../happenings';
import { nextSentence, noticeFacts } from '../notice-facts';
import { dayOf, momentIn } from '../words';
import { footerFor, type MailQuestion, type MailView } from './mail-view';

/** The day somebody has to open the site; after a move, both days. */
export function installScheduledMail({ order, to, facts, eyes }: MailQuestion): MailView {
  const { focDate, focReceivedAt } = order.dates;
  const { text } = headlineOf(order, facts, eyes);
  const isMove = happeningOf(facts) === 'date_revised';
  const day = focDate === null ? '' : ` ${dayOf(focDate, eyes)}`;
  const confirmed =
    focReceivedAt === null || isMove
      ? `revision ${order.revision}`
      : `confirmed by ${order.provider.name} ${momentIn(focReceivedAt, eyes)}`;
  return {
    topic: isMove ? `Install moved to${day}` : `Install${day}`,
    status: text,
    remark: confirmed,
    facts: noticeFacts(order, facts, eyes),
    paragraphs: [nextSentence(order, facts, eyes)],
    button: 'Open order',
    after: '',
    footer: footerFor(order, to),
  };
}
