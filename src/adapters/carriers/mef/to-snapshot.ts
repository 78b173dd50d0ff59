import { DELAY_REASONS, UNKNOWN_DELAY, isDelayCode } from '../../../domain/order/delay-reasons';
import type { ProviderSnapshot } from '../../../domain/order/provider-snapshot';
import type { MefProfile, MefWords } from '../mef-profile';
import type { MefOrder } from './order-schema';
import { historyOf, lastTouchOf, notesOf, toDay, toFacts } from './to-facts';

/** A carrier's order in our words. */
export function toSnapshot(order: MefOrder, profile: MefProfile): ProviderSnapshot {
  return {
    provider: profile.key,
    providerOrderId: order.id,
    externalId: order.externalId?.trim() ?? '',
    historyLength: historyOf(order).length,
    facts: toFacts(order, profile.words),
    committedDate: committedDateOf(order, profile.words),
    // This dialect names no circuit; people link one when they learn it.
    circuitId: null,
  };
}

/**
 * The day the carrier commits to. It tells the reason of a move only by a note, and of the moment
 * nothing at all: the last moment it is known to have touched the order comes closest.
 */
function committedDateOf(order: MefOrder, words: MefWords): ProviderSnapshot['committedDate'] {
  const days = order.productOrderItem.flatMap(({ expectedCompletionDate }) =>
    expectedCompletionDate ? (toDay(expectedCompletionDate) ?? []) : [],
  );
  const date = days.sort().at(-1);
  if (date === undefined) return null;
  return { date, at: lastTouchOf(order), ...reasonOf(order, words) };
}

const NO_REASON = { reasonCode: null, party: null };

function reasonOf(
  order: MefOrder,
  words: MefWords,
): { reasonCode: string | null; party: string | null } {
  const text = newestNoteText(order);
  if (text === null) return NO_REASON;
  const written = /\b1[A-Z]\b/gu;
  const code =
    text.match(written)?.find(isDelayCode) ??
    words.reasons.find(({ word }) => text.toLowerCase().includes(word))?.code;
  if (code === undefined) return { reasonCode: UNKNOWN_DELAY, party: null };
  return { reasonCode: code, party: DELAY_REASONS[code].party };
}

/** Notes only grow, so of two with the same date the later one in the list is newer. */
function newestNoteText(order: MefOrder): string | null {
  const dated = notesOf(order).map(({ date, text }) => ({ at: Date.parse(date ?? ''), text }));
  const sorted = dated.sort((one, other) => (one.at || 0) - (other.at || 0));
  return sorted.at(-1)?.text ?? null;
}
