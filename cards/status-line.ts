import { awaiting } from '../src/domain/errors/sentence-parts';
import { namesOf } from '../src/domain/errors/sentence';
import { JEOPARDY_REASONS, type Jeopardy } from '../src/domain/order/jeopardy';
import type { Order } from '../src/domain/order/order';
import { STAGES, STATUSES, isEnd, statusOf } from '../src/domain/order/stages';
import { refusalOf } from './approval-trail';
import { ATTENTION_WORDS } from '../src/domain/order/attention-words';
import { isAsked } from './order-facts';
import type { Colour } from './view-parts';
import { dayOf, namesFor, type Eyes } from './words';
import { currentStep } from './card-stage';

export interface StatusLine {
  text: string;
  color: Colour;
}

const line = (text: string, color: Colour = 'default'): StatusLine => ({ text, color });

/** How a level is said, and how loud. */
export const LEVELS = {
  critical: ['Critical', 'attention'],
  high: ['High risk', 'warning'],
  medium: ['Medium risk', 'default'],
  low: ['Low risk', 'default'],
} as const;

/** The first line of a card: what matters most about the order now, in words. */
export function statusLine(order: Order, eyes: Eyes): StatusLine {
  return isEnd(order.stage)
    ? line(endWords(order))
    : (alarm(order) ?? line(...stageWords(order, eyes)));
}

/** What a person must look at; undefined while all is well. */
export function alarm({ flags, stage }: Order): StatusLine | undefined {
  if (isEnd(stage)) return undefined;
  const [cause, ...others] = flags.needsAttention;
  if (cause !== undefined) {
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return line(`Needs attention: ${ATTENTION_WORDS[cause]}${more}`, 'attention');
  }
  if (flags.jeopardy !== null) return riskLine(flags.jeopardy);
  return flags.onHold === null ? undefined : line(`On hold: ${flags.onHold.reason}`, 'warning');
}

/** `High risk: at the usual pace the date will be missed`. */
export function riskLine({ level, reason }: Jeopardy): StatusLine {
  const [word, color] = LEVELS[level];
  return line(`${word}: ${JEOPARDY_REASONS[reason]}`, color);
}

/** `In Progress, install scheduled`. */
export function stageFact({ stage }: Order): string {
  const status = STATUSES[statusOf(stage)].label;
  const label = STAGES[stage].label;
  return label === status ? status : `${status}, ${label.toLowerCase()}`;
}

function endWords({ stage, dates }: Order): string {
  if (stage === 'enabled') return 'Enabled, the network uses the circuit';
  if (stage === 'withdrawn') return 'Withdrawn before it was sent';
  return dates.submittedAt === null
    ? STAGES[stage].label
    : `${STAGES[stage].label} at the provider`;
}

function stageWords(order: Order, eyes: Eyes): [text: string, color?: Colour] {
  const { stage, provider, dates } = order;
  if (order.cancelRequested) return [`Cancellation requested from ${provider.name}`, 'warning'];
  switch (stage) {
    case 'drafted':
      return draftWords(order);
    case 'pending_approval':
      return [pendingWords(order, eyes)];
    case 'approved':
      return [`Approved, sending to ${provider.name}`];
    case 'submitted':
      return [`Sent to ${provider.name}, not yet acknowledged`];
    case 'acknowledged':
      return [`${provider.name} has the order and checks it`];
    case 'rejected_by_provider':
      return [`Rejected by ${provider.name}`, 'attention'];
    case 'confirmed':
      return [`${provider.name} accepted the order, no date yet`];
    case 'install_scheduled':
      return dates.focDate === null
        ? ['Install scheduled', 'good']
        : [`Install scheduled: ${dayOf(dates.focDate, eyes)}`, 'good'];
    case 'installing':
      return ['A technician is on the way or on site'];
    case 'testing':
      return ['Work completed, test the circuit'];
    case 'activated':
      return ['Activated, not yet used by the network', 'good'];
    default:
      return [STAGES[stage].label];
  }
}

function draftWords(order: Order): [text: string, color?: Colour] {
  const refusal = refusalOf(order);
  if (refusal?.decision === 'reject') return [`Rejected by ${refusal.by.name}`, 'attention'];
  if (refusal?.decision === 'return') return [`${refusal.by.name} wants changes`, 'warning'];
  return [order.round > 0 ? 'Back in draft, not submitted' : 'Draft, not yet submitted'];
}

function pendingWords(order: Order, eyes: Eyes): string {
  const current = currentStep(order);
  if (current === undefined) return 'Awaiting approval';
  if (eyes.viewer !== null && isAsked(order, eyes.viewer)) return 'Awaiting your approval';
  const waitingFor = [namesFor(current.persons, eyes)];
  return awaiting({ ...namesOf(order), waitingFor }).replace(/\.$/u, '');
}
