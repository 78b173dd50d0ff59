import type { OrderAnswer } from '../../api/answers';
import type { Today, Tone } from '../board/card-states';
import type { IconName } from '../icons/icon-name';
import { TEXTS } from '../texts';
import { attentionNote } from '../../domain/order/attention-words';
import { JEOPARDY_REASONS } from '../../domain/order/jeopardy';
import { waitingWords } from '../../domain/order/waiting';
import { asSentence } from '../words/as-sentence';
import { dayAndMonth, momentText } from '../words/days';

export interface FlagNote {
  title: string;
  reason: string | null;
  tone: Tone;
  icon: IconName;
}

type Facts = Pick<
  OrderAnswer,
  'flags' | 'stage' | 'sending' | 'cancel_requested' | 'last_reason' | 'waiting' | 'dates'
>;

const RISKS = { critical: 'danger', high: 'warning', medium: 'plain', low: 'plain' } as const;

/** The flags of an order as notes for its page, loudest first. */
export function flagNotes(order: Facts, { now, zone }: Today): FlagNote[] {
  const { flags } = order;
  const notes: FlagNote[] = [];
  const add = (title: string, reason: string | null, tone: Tone, icon: IconName) =>
    notes.push({ title, reason, tone, icon });

  if (flags.jeopardy !== null) {
    const { level, reason } = flags.jeopardy;
    add(TEXTS.flags.risk[level], asSentence(JEOPARDY_REASONS[reason]), RISKS[level], 'warning');
  }
  if (order.stage === 'rejected_by_provider') {
    add(TEXTS.flags.rejected, order.last_reason, 'danger', 'refused');
  }
  if (order.last_reason !== null && order.stage !== 'rejected_by_provider') {
    add(TEXTS.panel.lastReason, order.last_reason, 'plain', 'error');
  }
  const causes = flags.needsAttention.filter((cause) => cause !== 'provider_rejected');
  if (causes.length > 0) {
    const reason = causes.map((cause) => asSentence(attentionNote(cause))).join(' ');
    add(TEXTS.flags.attention, reason, 'warning', 'bell');
  }
  for (const waiting of order.waiting) {
    const { title, kept } = waitingWords(waiting, momentText(waiting.since, now, zone));
    add(title, kept, 'warning', 'hourglass');
  }
  if (flags.chargePending) add(TEXTS.flags.charge, null, 'warning', 'money');
  if (flags.onHold !== null) {
    add(
      TEXTS.flags.onHold,
      TEXTS.flags.hold(flags.onHold.reason, flags.onHold.party),
      'hold',
      'pause',
    );
  }
  if (order.cancel_requested) add(TEXTS.flags.cancelRequested, null, 'hand', 'hourglass');
  if (order.sending) add(TEXTS.flags.sending, null, 'hand', 'send');
  const { first_foc_date: first, foc_date: current } = order.dates;
  if (flags.dateRevised && first !== null && current !== null) {
    const words = TEXTS.flags.dateRevised(dayAndMonth(first, now), dayAndMonth(current, now));
    add(words, null, 'plain', 'calendar-edit');
  }
  return notes;
}
