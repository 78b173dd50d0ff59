import { warningLines } from '../warning-lines';
import { addressLine, dayOf, maySeeMoney, moneyFacts, momentIn } from '../words';
import { awaiting } from '../../src/domain/errors/sentence-parts';
import { namesOf } from '../../src/domain/errors/sentence';
import { footerFor, quoted, type MailQuestion, type MailView } from './mail-view';

/** To the requester: the order exists, and what comes before anything is sent. */
export function createdMail({ order, to, now, eyes }: MailQuestion): MailView {
  const isDraft = order.stage === 'drafted';
  const next = isDraft
    ? 'It stays a draft until you submit it for approval.'
    : awaiting(namesOf(order)).replace('Awaiting', 'It awaits');
  return {
    topic: isDraft ? 'Draft saved' : 'Order created',
    status: isDraft ? 'Order created, not yet submitted' : 'Order created',
    remark: `created ${momentIn(order.dates.createdAt, eyes)} by ${order.createdBy.name}`,
    facts: [
      ['Where', addressLine(order)],
      ['Target', order.targetDate === null ? 'normal interval' : dayOf(order.targetDate, eyes)],
      ...(maySeeMoney(order, to) ? moneyFacts(order) : []),
    ],
    paragraphs: [quoted('Why', order.justification), ...warningLines(order, now), next],
    button: 'Open order',
    after: '',
    footer: footerFor(order, to),
  };
}
