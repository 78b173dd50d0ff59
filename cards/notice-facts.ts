import { delayWords } from '../src/domain/order/delay-reasons';
import type { Order } from '../src/domain/order/order';
import type { NoticeFacts } from '../src/ports/outboxes';
import { happeningOf, tellingOf } from './happenings';
import { stageFact } from './status-line';
import { plainText } from './text';
import { addressLine, dayOf, identifier, shortDayAt, type Eyes } from './words';

type Fact = [title: string, value: string];

/** What belongs to one happening, from the order as it stands now. */
export function noticeFacts(order: Order, facts: NoticeFacts, eyes: Eyes): Fact[] {
  const { kind } = tellingOf(facts);
  switch (kind) {
    case 'approval':
      return [['Status', stageFact(order)]];
    case 'install':
      return [
        ...dates(order, facts, eyes),
        ...moveReason(facts),
        ['Where', addressLine(order)],
        ...references(order),
      ];
    case 'provider':
    case 'attention':
      return [
        ['Status', stageFact(order)],
        ...dates(order, facts, eyes),
        ...reason(order),
        ...references(order),
      ];
    case 'end':
      return [['Status', stageFact(order)], ...reason(order), ...references(order)];
    default:
      return [
        ['Status', stageFact(order)],
        ['Where', addressLine(order)],
        ['Target', order.targetDate === null ? 'normal interval' : dayOf(order.targetDate, eyes)],
      ];
  }
}

function dates(order: Order, facts: NoticeFacts, eyes: Eyes): Fact[] {
  const { focDate, firstFocDate, previousFocDate, workCompletedOn, surveyOn } = order.dates;
  const happening = happeningOf(facts);
  const lines: [string, string | null][] = [
    ['Survey', happening === 'surveyed' ? surveyOn : null],
    ['Done', happening === 'work_completed' ? workCompletedOn : null],
    ['Install', happening === 'work_completed' ? null : focDate],
    ['Target', happening === 'jeopardy' && focDate === null ? order.targetDate : null],
    ['Was', happening === 'date_revised' ? previousFocDate : null],
    ['First', firstFocDate === focDate || firstFocDate === previousFocDate ? null : firstFocDate],
  ];
  return lines.flatMap(([title, date]): Fact[] =>
    date === null ? [] : [[title, dayOf(date, eyes)]],
  );
}

const moveReason = ({ reasonCode }: NoticeFacts): Fact[] =>
  typeof reasonCode === 'string' ? [['Reason', plainText(delayWords(reasonCode), 100)]] : [];

const reason = ({ lastReason }: Order): Fact[] =>
  lastReason === null ? [] : [['Reason', plainText(lastReason, 200)]];

/** The numbers under which others know the order. */
export function references(order: Order): Fact[] {
  const providerOrder = identifier(order, 'provider_order');
  const circuit = identifier(order, 'circuit');
  const task = identifier(order, 'sctask_number');
  return [
    [
      'Provider',
      providerOrder === undefined ? '' : `${order.provider.name} order ${providerOrder}`,
    ],
    ['Circuit', circuit ?? ''],
    ['ServiceNow', task ?? ''],
  ];
}

/** What comes next or what the reader can do, in one sentence; empty where nothing is to be said. */
export function nextSentence(order: Order, facts: NoticeFacts, eyes: Eyes): string {
  const { provider } = order;
  switch (happeningOf(facts)) {
    case 'created':
      return 'It stays a draft until you submit it for approval.';
    case 'rejected':
    case 'returned':
      return order.stage === 'drafted' ? 'Change the order and submit it again, or cancel it.' : '';
    case 'voided':
      return order.stage === 'drafted' ? 'Submit it again when the terms are right.' : '';
    case 'approved':
      return order.stage === 'approved' ? `You hear from me when ${provider.name} confirms.` : '';
    case 'work_completed':
      return order.stage === 'testing'
        ? 'Test the circuit, then accept it; billing may start from then on.'
        : '';
    case 'provider_rejected':
      return order.stage === 'rejected_by_provider'
        ? 'Revise opens the next revision as a draft; cancel ends the order.'
        : '';
    case 'form_refused':
      return 'Correct what the provider names, then submit again.';
    case 'install_scheduled':
    case 'date_revised':
      return order.dates.workCompletedOn === null
        ? `Someone has to open the site for ${provider.name} that day.`
        : '';
    case 'jeopardy':
      return order.flags.jeopardy === null
        ? ''
        : `${provider.name} has moved nothing since ${shortDayAt(order.stageSince, eyes)}; ask for the state.`;
    case 'activated':
      return order.stage === 'activated' ? 'Enable it once the network uses the circuit.' : '';
    case 'needs_attention':
      return order.flags.needsAttention.length > 0
        ? 'The order waits until someone has looked at it.'
        : '';
    case 'cancel_declined':
      return 'The order goes on as before.';
    default:
      return '';
  }
}
