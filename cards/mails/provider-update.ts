import { headlineOf } from '../happenings';
import { nextSentence, noticeFacts } from '../notice-facts';
import { footerFor, type MailQuestion, type MailView } from './mail-view';

/** What the provider did or said; the headline names it. */
export function providerUpdateMail({ order, to, facts, eyes }: MailQuestion): MailView {
  const { text } = headlineOf(order, facts, eyes);
  const next = nextSentence(order, facts);
  return {
    topic: text,
    status: text,
    remark: `revision ${order.revision}`,
    facts: noticeFacts(order, facts, eyes),
    paragraphs: next === '' ? [] : [next],
    button: 'Open order',
    after: '',
    footer: footerFor(order, to),
  };
}
