import type { NoticeFacts } from '../../src/ports/outboxes';
import { REMINDERS } from '../../src/domain/order/reminders';
import { listed } from '../../src/domain/errors/sentence-parts';
import type { Order } from '../../src/domain/order/order';
import type { Instant } from '../../src/domain/time';
import type { Links, Viewer } from '../card-request';
import { plainText } from '../text';
import { headingOf, type Eyes } from '../words';

/** What a mail tells, free of any form; text and HTML are drawn from it. */
export interface MailView {
  /** Opens the subject; the order's name and number follow it. */
  topic: string;
  status: string;
  /** Behind the number, such as `revision 3`. */
  remark: string;
  facts: (readonly [label: string, value: string])[];
  paragraphs: string[];
  button: string;
  /** Below the button; empty for none. */
  after: string;
  footer: string;
}

/** A view with what both forms show around it. */
export interface MailParts {
  view: MailView;
  subject: string;
  title: string;
  orderNumber: string;
  url: string;
}

export interface MailQuestion {
  order: Order;
  to: Viewer;
  facts: NoticeFacts;
  now: Instant;
  links: Links;
  eyes: Eyes;
}

/** `TXD 14, AT&T 2G, Primary`. */
export const mailTitle = (order: Order) =>
  plainText(`${headingOf(order)}, ${order.circuitPurpose}`, 150);

/** `Approve by 8 Oct: TXD 14, AT&T 2G (CO-2026-000416)`, one line whatever names hold. */
export const mailSubject = (topic: string, order: Order) =>
  plainText(`${topic}: ${headingOf(order)} (${order.orderNumber})`, 200);

/** A person's own words behind what they are. */
export const quoted = (label: string, text: string) => `${label}: ${plainText(text, 600)}`;

/** Why the reader gets this mail, and that there is nothing to switch off. */
export function footerFor(order: Order, to: Viewer): string {
  if (to.oid === order.requestedBy.oid || to.oid === order.createdBy.oid) {
    return 'You get this because you asked for this order. Mails about your own orders cannot be switched off.';
  }
  if (to.oid === order.assignedTo?.oid) {
    return 'You get this because the order is assigned to you. Mails about your own work cannot be switched off.';
  }
  return approverFooter(order);
}

export function approverFooter(order: Order): string {
  const days = listed(REMINDERS.afterBusinessDays.map(String), 'and');
  return (
    `You get this because you approve for cost centre ${plainText(order.site.costCentre, 40)}. ` +
    `Approval mails cannot be switched off; reminders follow after ${days} business days.`
  );
}
