import { costLine, maySeeMoney, momentOf, addressLine } from '../words';
import { nextSentence, references } from '../notice-facts';
import { footerFor, type MailQuestion, type MailView } from './mail-view';

/** The circuit is delivered; billing may start. */
export function completedMail({ order, to, facts, eyes }: MailQuestion): MailView {
  const { activatedAt } = order.dates;
  const next = nextSentence(order, facts, eyes);
  return {
    topic: 'Circuit activated',
    status: 'Circuit activated, billing may start',
    remark: `revision ${order.revision}`,
    facts: [
      ['Activated', activatedAt === null ? '' : momentOf(activatedAt, eyes)],
      ['Where', addressLine(order)],
      ['Cost', maySeeMoney(order, to) ? costLine(order) : ''],
      ...references(order),
    ],
    paragraphs: next === '' ? [] : [next],
    button: 'Open order',
    after: '',
    footer: footerFor(order, to),
  };
}
