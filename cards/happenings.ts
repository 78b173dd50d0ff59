import { isHappening, noticeRow, type Happening } from '../src/domain/order/notices';
import { ATTENTION_CAUSES } from '../src/domain/order/stages';
import type { ActionName } from '../src/domain/order/actions';
import type { Order } from '../src/domain/order/order';
import type { NoticeFacts } from '../src/ports/outboxes';
import { refusalOf } from './approval-trail';
import { ATTENTION_WORDS } from '../src/domain/order/attention-words';
import { outcomeLine } from './outcome';
import { riskLine, statusLine, type StatusLine } from './status-line';
import type { Colour } from './view-parts';
import { dayOf, type Eyes } from './words';

/** How one happening is told: its colour, which facts belong to it, what one may want to do next. */
interface Telling {
  color: Colour;
  kind: 'order' | 'approval' | 'install' | 'provider' | 'attention' | 'end';
  offers: readonly ActionName[];
}

const telling = (kind: Telling['kind'], color: Colour, ...offers: ActionName[]): Telling => ({
  ...{ kind, color, offers },
});

const TELLINGS: Readonly<Record<Happening, Telling>> = {
  created: telling('order', 'default', 'submit', 'edit'),
  asked: telling('approval', 'default'),
  reminded: telling('approval', 'default'),
  escalated: telling('approval', 'warning'),
  step_approved: telling('approval', 'good'),
  approved: telling('approval', 'good'),
  rejected: telling('approval', 'attention', 'edit'),
  returned: telling('approval', 'warning', 'edit'),
  voided: telling('approval', 'warning', 'submit', 'edit'),
  accepted: telling('provider', 'good'),
  surveyed: telling('provider', 'default'),
  dispatched: telling('install', 'default'),
  work_completed: telling('install', 'default', 'accept'),
  provider_rejected: telling('provider', 'attention', 'revise'),
  form_refused: telling('provider', 'attention', 'edit', 'submit'),
  failed: telling('end', 'attention'),
  install_scheduled: telling('install', 'good'),
  date_revised: telling('install', 'warning'),
  jeopardy: telling('provider', 'warning'),
  activated: telling('install', 'good', 'enable'),
  cancel_requested: telling('provider', 'warning'),
  cancel_declined: telling('provider', 'attention'),
  cancelled: telling('end', 'default'),
  withdrawn: telling('end', 'default'),
  needs_attention: telling('attention', 'attention'),
};

const UNKNOWN = telling('order', 'default');

export const happeningOf = ({ happening }: NoticeFacts): Happening | undefined =>
  typeof happening === 'string' && isHappening(happening) ? happening : undefined;

export function tellingOf(facts: NoticeFacts): Telling {
  const happening = happeningOf(facts);
  return happening === undefined ? UNKNOWN : TELLINGS[happening];
}

const dateFact = (facts: NoticeFacts, name: string) => {
  const value = facts[name];
  return typeof value === 'string' ? value : undefined;
};

/** The first line of a notice or mail, true at the moment it is read. */
export function headlineOf(order: Order, facts: NoticeFacts, eyes: Eyes): StatusLine {
  const happening = happeningOf(facts);
  if (happening === undefined) return statusLine(order, eyes);
  const { color } = TELLINGS[happening];
  const { headline } = noticeRow(happening);
  const date = order.dates.focDate ?? dateFact(facts, 'date');
  switch (happening) {
    case 'install_scheduled':
      return { text: date === undefined ? headline : `${headline}: ${dayOf(date, eyes)}`, color };
    case 'date_revised': {
      const old = order.dates.previousFocDate ?? dateFact(facts, 'previousDate');
      if (date === undefined || old === undefined) return { text: headline, color };
      return { text: `${headline}: ${dayOf(old, eyes)} → ${dayOf(date, eyes)}`, color };
    }
    case 'step_approved':
      return order.stage === 'pending_approval'
        ? outcomeLine(order, eyes)
        : { text: headline, color };
    case 'rejected':
    case 'returned':
    case 'approved':
      return (
        told(order, happening, eyes) ?? {
          text: `${headline}, since then changed`,
          color: 'default',
        }
      );
    case 'work_completed':
      return order.stage === 'testing'
        ? { text: headline, color }
        : { text: 'Work completed', color: 'default' };
    case 'jeopardy':
      return order.flags.jeopardy === null
        ? { text: 'No longer at risk', color: 'default' }
        : riskLine(order.flags.jeopardy);
    case 'needs_attention':
      return attention(order, facts);
    default:
      return { text: headline, color };
  }
}

/** Who decided, as long as that decision is the one that stands. */
function told(order: Order, happening: Happening, eyes: Eyes): StatusLine | undefined {
  if (happening === 'approved') {
    return order.stage === 'drafted' || order.stage === 'pending_approval'
      ? undefined
      : outcomeLine(order, eyes);
  }
  const decision = refusalOf(order)?.decision;
  return decision === (happening === 'rejected' ? 'reject' : 'return')
    ? outcomeLine(order, eyes)
    : undefined;
}

function attention(order: Order, facts: NoticeFacts): StatusLine {
  const cause = ATTENTION_CAUSES.find((name) => name === facts['cause']);
  if (cause === undefined) return { text: 'Needs attention', color: 'attention' };
  return order.flags.needsAttention.includes(cause)
    ? { text: `Needs attention: ${ATTENTION_WORDS[cause]}`, color: 'attention' }
    : { text: `Settled: ${ATTENTION_WORDS[cause]}`, color: 'default' };
}
