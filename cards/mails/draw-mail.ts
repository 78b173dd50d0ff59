import type { MailTemplate } from '../../src/domain/order/notices';
import type { Order } from '../../src/domain/order/order';
import type { Instant } from '../../src/domain/time';
import type { NoticeFacts } from '../../src/ports/outboxes';
import type { Links, Viewer } from '../card-request';
import { plainText } from '../text';
import { eyesOf } from '../words';
import { askMail } from './ask';
import { completedMail } from './completed';
import { createdMail } from './created';
import { installScheduledMail } from './install-scheduled';
import { mailSubject, mailTitle } from './mail-view';
import type { MailParts, MailQuestion, MailView } from './mail-view';
import { providerUpdateMail } from './provider-update';
import { toHtml } from './to-html';
import { toText } from './to-text';

export interface MailRequest {
  template: MailTemplate;
  order: Order;
  to: Viewer;
  facts: NoticeFacts;
  now: Instant;
  links: Links;
}

export interface DrawnMail {
  subject: string;
  text: string;
  html: string;
}

const MAILS: Readonly<Record<MailTemplate, (question: MailQuestion) => MailView>> = {
  created: createdMail,
  ask: askMail,
  'provider-update': providerUpdateMail,
  'install-scheduled': installScheduledMail,
  completed: completedMail,
};

/**
 * One mail in both forms, drawn from one view so that they cannot tell different things. Every text
 * is a single clean line here: nothing a person wrote can open a header, a tag or a new paragraph.
 */
export function drawMail({ template, ...about }: MailRequest): DrawnMail {
  const { order, to, now, links } = about;
  const view = clean(MAILS[template]({ ...about, eyes: eyesOf(order, to, now) }));
  const subject = mailSubject(view.topic, order);
  const parts: MailParts = {
    view,
    subject,
    title: mailTitle(order),
    orderNumber: plainText(order.orderNumber, 40),
    url: links.order(order.orderNumber),
  };
  return { subject, text: toText(parts), html: toHtml(parts) };
}

const MAX_LINE = 700;

function clean(view: MailView): MailView {
  const line = (text: string) => plainText(text, MAX_LINE);
  return {
    topic: line(view.topic),
    status: line(view.status),
    remark: line(view.remark),
    facts: view.facts
      .filter(([, value]) => value !== '')
      .map(([label, value]) => [line(label), line(value)]),
    paragraphs: view.paragraphs.map(line).filter((paragraph) => paragraph !== ''),
    button: view.button,
    after: line(view.after),
    footer: line(view.footer),
  };
}
