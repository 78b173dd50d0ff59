import type { Order } from '../../src/domain/order/order';
import { lastApproval, refusalOf } from '../approval-trail';
import { currentStep } from '../card-stage';
import { happeningOf, headlineOf } from '../happenings';
import { nextSentence, noticeFacts } from '../notice-facts';
import { isAsked } from '../order-facts';
import { outcomeLine } from '../outcome';
import { stageFact } from '../status-line';
import { plainText } from '../text';
import { warningLines } from '../warning-lines';
import { dayOf, maySeeMoney, momentIn, moneyFacts, shortDayAt, type Eyes } from '../words';
import { approverFooter, footerFor, quoted, type MailQuestion, type MailView } from './mail-view';

const QUESTIONS = ['asked', 'reminded', 'escalated'];

/** A question to whoever decides, or the answer to whoever asked; also what needs a look. */
export function askMail(question: MailQuestion): MailView {
  const happening = happeningOf(question.facts);
  if (happening === 'needs_attention') return attentionMail(question);
  if (happening === undefined || !QUESTIONS.includes(happening)) return answerMail(question);
  // Drawn when it is sent: somebody may have decided meanwhile.
  return isAsked(question.order, question.to) ? questionMail(question) : settledMail(question);
}

function questionMail({ order, to, facts, now, eyes }: MailQuestion): MailView {
  const due = currentStep(order)?.dueAt ?? null;
  const still = happeningOf(facts) === 'asked' ? '' : 'still ';
  const until = due === null ? '' : ` by ${momentIn(due, eyes)}`;
  return {
    topic: due === null ? 'Approve' : `Approve by ${shortDayAt(due, eyes)}`,
    status: `Your approval is ${still}needed${until}`,
    remark: `revision ${order.revision} · ${createdLine(order, eyes)}`,
    facts: [
      ...(maySeeMoney(order, to) ? moneyFacts(order) : []),
      ['Target', order.targetDate === null ? 'normal interval' : dayOf(order.targetDate, eyes)],
      ['Step', stepFact(order, eyes)],
    ],
    paragraphs: [quoted('Why', order.justification), ...warningLines(order, now)],
    button: 'Decide in circuit orders',
    after: 'Or open the card in Teams. This mail cannot approve by itself.',
    footer: approverFooter(order),
  };
}

const createdLine = ({ dates, createdBy }: Order, eyes: Eyes) =>
  `created ${momentIn(dates.createdAt, eyes)} by ${createdBy.name}`;

/** `2 of 2. Dana Ruiz approved today 09:12 CDT`. */
function stepFact(order: Order, eyes: Eyes): string {
  const total = order.approval?.steps.length ?? 0;
  const before = lastApproval(order);
  const given =
    before === undefined ? '' : `. ${before.by.name} approved ${momentIn(before.at, eyes)}`;
  return `${currentStep(order)?.step ?? total} of ${total}${given}`;
}

function settledMail({ order, eyes }: MailQuestion): MailView {
  return {
    topic: 'No longer yours to approve',
    status: outcomeLine(order, eyes).text,
    remark: `revision ${order.revision}`,
    facts: [['Status', stageFact(order)]],
    paragraphs: ['You were asked to approve this order. Nothing is left for you to do.'],
    button: 'Open order',
    after: '',
    footer: approverFooter(order),
  };
}

function answerMail({ order, to, facts, eyes }: MailQuestion): MailView {
  const { text } = headlineOf(order, facts, eyes);
  const refusal = refusalOf(order);
  const said =
    refusal?.comment == null
      ? []
      : [`${refusal.by.name} wrote: “${plainText(refusal.comment, 600)}”`];
  const decided = (order.approval?.steps ?? []).flatMap(({ step, decision }) =>
    decision?.decision === 'approve'
      ? [[`Step ${step}`, `${decision.by.name} approved ${momentIn(decision.at, eyes)}`] as const]
      : [],
  );
  const next = nextSentence(order, facts, eyes);
  return {
    topic: text.replace(/,.*$/u, ''),
    status: text,
    remark: `revision ${order.revision}`,
    facts: [['Status', stageFact(order)], ...decided],
    paragraphs: [...said, ...(next === '' ? [] : [next])],
    button: 'Open order',
    after: '',
    footer: footerFor(order, to),
  };
}

function attentionMail({ order, to, facts, eyes }: MailQuestion): MailView {
  const { text } = headlineOf(order, facts, eyes);
  return {
    topic: 'Needs attention',
    status: text,
    remark: `revision ${order.revision}`,
    facts: noticeFacts(order, facts, eyes),
    paragraphs: [nextSentence(order, facts, eyes)],
    button: 'Open order',
    after: '',
    footer: footerFor(order, to),
  };
}
