import { ORGANISATION_CALENDAR, nthBusinessDayAfter, type BusinessCalendar } from '../calendar';
import { addDays, isCalendarDate, localDate, startOfDay } from '../time';
import type { CalendarDate, Instant } from '../time';
import type { Finding } from './finding';

/** A provider's answer whether, how and how fast it can serve an address. */
export interface Serviceability {
  colour: 'green' | 'yellow' | 'red';
  deliveryType?: string;
  /** Whose plant the last segment is; absent = unknown. */
  lastMileOwner?: string;
  intervalBusinessDays?: number;
  /** The last instant the answer holds, or a calendar date: the last day at the site. */
  validUntil?: Instant;
  /** Why it is not green, in the provider's words. */
  reasons: string[];
  checkedAt: Instant;
}

export interface ServiceabilityContext {
  targetDate: CalendarDate | null;
  now: Instant;
  /** The site's zone; the calendar's when absent. */
  zone?: string;
  /** The provider's business days. */
  calendar?: BusinessCalendar;
}

/**
 * What a provider's answer means for a submit. Red blocks and yellow warns; an expired answer says
 * nothing and blocks until asked again; `null`, no answer because the provider is out of reach,
 * blocks with a code of its own. A target date before the usual interval ends warns.
 */
export function serviceabilityFindings(
  answer: Serviceability | null,
  context: ServiceabilityContext,
): Finding[] {
  if (answer === null) return [finding('blocks', 'SERVICEABILITY_UNKNOWN')];
  const calendar = context.calendar ?? ORGANISATION_CALENDAR;
  const zone = context.zone ?? calendar.timeZone;
  if (isExpired(answer, context.now, zone)) {
    const { validUntil = '', checkedAt } = answer;
    return [finding('blocks', 'SERVICEABILITY_EXPIRED', { validUntil, checkedAt })];
  }
  const colour = colourFinding(answer);
  if (colour.severity === 'blocks') return [colour];
  const early = earlyTargetFinding(answer, context.targetDate, {
    today: localDate(context.now, zone),
    calendar,
  });
  return early ? [colour, early] : [colour];
}

function isExpired(answer: Serviceability, now: Instant, zone: string): boolean {
  const { validUntil } = answer;
  if (validUntil === undefined) return false;
  return isCalendarDate(validUntil)
    ? Date.parse(now) >= Date.parse(startOfDay(addDays(validUntil, 1), zone))
    : Date.parse(now) > Date.parse(validUntil);
}

function colourFinding({ colour, reasons, ...answer }: Serviceability): Finding {
  const facts = {
    ...(reasons.length > 0 && { reasons: reasons.join('; ') }),
    ...(answer.deliveryType !== undefined && { deliveryType: answer.deliveryType }),
    ...(answer.intervalBusinessDays !== undefined && {
      intervalBusinessDays: answer.intervalBusinessDays,
    }),
  };
  if (colour === 'red') return finding('blocks', 'SERVICEABILITY_RED', facts);
  if (colour === 'yellow') return finding('warning', 'SERVICEABILITY_YELLOW', facts);
  return finding('ok', 'SERVICEABILITY_GREEN', facts);
}

function earlyTargetFinding(
  { intervalBusinessDays }: Serviceability,
  targetDate: CalendarDate | null,
  { today, calendar }: { today: CalendarDate; calendar: BusinessCalendar },
): Finding | undefined {
  if (targetDate === null || intervalBusinessDays === undefined) return undefined;
  const usualDate = nthBusinessDayAfter(today, intervalBusinessDays, calendar);
  if (targetDate >= usualDate) return undefined;
  const facts = { targetDate, usualDate, intervalBusinessDays };
  return finding('warning', 'TARGET_BEFORE_INTERVAL', facts);
}

function finding(
  severity: Finding['severity'],
  code: string,
  facts: Finding['facts'] = {},
): Finding {
  return { check: 'serviceability', severity, code, facts };
}
