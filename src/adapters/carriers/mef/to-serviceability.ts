import type { Serviceability } from '../../../domain/order/serviceability';
import { ProviderTrouble } from '../../../ports/provider';
import type { Qualification, QualifiedItem } from './qualification-schema';

/** A qualification in our words; one without an answer is trouble, not a colour. */
export function toServiceability(
  qualification: Qualification,
  context: { network: string; checkedAt: string },
): Serviceability {
  const [item] = qualification.productOfferingQualificationItem;
  const colour = item?.serviceabilityConfidence;
  if (item === undefined || !isDone(item.state) || !colour) throw noAnswer(qualification);
  const owner = lastMileOwner(item, qualification, context.network);
  const interval = businessDaysOf(item.installationInterval);
  const { deliveryType, guaranteedUntilDate, serviceabilityConfidenceReason: reason } = item;
  return {
    colour,
    reasons: reason && colour !== 'green' ? [reason] : [],
    checkedAt: context.checkedAt,
    ...(deliveryType && { deliveryType }),
    ...(owner !== null && { lastMileOwner: owner }),
    ...(interval !== null && { intervalBusinessDays: interval }),
    ...(guaranteedUntilDate && { validUntil: toLimit(guaranteedUntilDate) }),
  };
}

/** The older shape says `done.ready`. */
function isDone(state: string): boolean {
  return state === 'done' || state === 'done.ready';
}

/** Still thinking is worth another try; a final state without a colour is for a person to ask. */
function noAnswer({ state }: Qualification): ProviderTrouble {
  const thinking = state === 'acknowledged' || state === 'inProgress';
  const cause = `qualification: ${state.slice(0, 60)} without an answer`;
  return new ProviderTrouble(thinking ? 'retryable' : 'notOffered', cause);
}

function lastMileOwner(
  item: QualifiedItem,
  qualification: Qualification,
  network: string,
): string | null {
  if (item.deliveryType?.startsWith('onNet')) return network;
  if (!item.deliveryType?.startsWith('offNet')) return null;
  const third = item['3rdPartyProvider'] ?? qualification['3rdPartyProvider'];
  if (!third) return null;
  return typeof third === 'string' ? third : third.name;
}

/** Five business days to a calendar week, 21 to a month; a part of a day is a day. */
const BUSINESS_DAYS: Readonly<Record<string, number>> = {
  seconds: 1 / 86_400,
  minutes: 1 / 1440,
  calendarMinutes: 1 / 1440,
  businessMinutes: 1 / 480,
  calendarHours: 1 / 24,
  businessHours: 1 / 8,
  businessDays: 1,
  calendarDays: 5 / 7,
  calendarMonths: 21,
  months: 21,
  years: 252,
};

function businessDaysOf(interval: QualifiedItem['installationInterval']): number | null {
  if (!interval) return null;
  const factor = Object.hasOwn(BUSINESS_DAYS, interval.units)
    ? BUSINESS_DAYS[interval.units]
    : undefined;
  return factor === undefined ? null : Math.ceil(interval.amount * factor);
}

/** A bare day stays a day at the site; a moment becomes an instant. */
function toLimit(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? text : new Date(text).toISOString();
}
