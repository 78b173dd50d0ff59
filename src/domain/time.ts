/**
 * Time without a clock: every function takes the moments it needs. An `Instant` is a point in time
 * and knows no place; a `CalendarDate` is a day on somebody's wall and knows no time. A zone turns
 * one into the other, and only here.
 */
/** ISO 8601 in UTC: `2026-10-08T22:00:00.000Z`. */
export type Instant = string;
/** `YYYY-MM-DD`. */
export type CalendarDate = string;
/** `HH:mm` on a 24-hour clock. */
export type WallTime = string;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = [
  ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
  ...['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
] as const;

/** True for a day that exists: `2028-02-29` does, `2027-02-29` and `2027-2-9` do not. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!/^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(text)) return false;
  return toDate(midnightMs(text)) === text;
}

/** The instant `ms` milliseconds later, earlier when negative. */
export function addMs(instant: Instant, ms: number): Instant {
  return toInstant(Date.parse(instant) + ms);
}

/** The day `days` later, earlier when negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return toDate(midnightMs(date) + days * DAY_MS);
}

/** Days from one date to another: 1 from today to tomorrow, -1 to yesterday. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (midnightMs(to) - midnightMs(from)) / DAY_MS;
}

/** ISO weekday, 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return new Date(midnightMs(date)).getUTCDay() || 7;
}

/** The day it is in the zone at this instant. */
export function localDate(instant: Instant, zone: string): CalendarDate {
  return toDate(wallMs(Date.parse(instant), zone));
}

/** What a clock in the zone shows at this instant, to the minute. */
export function localTime(instant: Instant, zone: string): WallTime {
  return toInstant(wallMs(Date.parse(instant), zone)).slice(11, 16);
}

/** The first instant of a day; where clocks jump at midnight the day begins at 01:00. */
export function startOfDay(date: CalendarDate, zone: string): Instant {
  return zonedInstant(date, '00:00', zone);
}

/**
 * When a clock in the zone shows this time on this day. A time that happens twice means its first
 * occurrence; one the spring change skips moves on by the hour skipped, so 02:30 becomes 03:30.
 */
export function zonedInstant(date: CalendarDate, time: WallTime, zone: string): Instant {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const offsetBefore = offsetMs(wanted - DAY_MS, zone);
  const early = wanted - offsetBefore;
  if (offsetMs(early, zone) === offsetBefore) return toInstant(early);
  const offsetAfter = offsetMs(wanted + DAY_MS, zone);
  const late = wanted - offsetAfter;
  return toInstant(offsetMs(late, zone) === offsetAfter ? late : early);
}

/** A day as people read it, `Fri 16 Oct`, and `Mon 4 Jan 2027` outside the year of `now`. */
export function formatDay(date: CalendarDate, seen: { now: Instant; zone?: string }): string {
  const thisYear = localDate(seen.now, seen.zone ?? 'UTC').slice(0, 4);
  const month = MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
  const day = `${WEEKDAYS[weekdayOf(date) - 1] ?? ''} ${Number(date.slice(8))} ${month}`;
  return date.startsWith(thisYear) ? day : `${day} ${date.slice(0, 4)}`;
}

/** A moment as the reader's clock shows it: `Today 08:40 CDT`, `Thu 8 Oct, 17:00 CDT`. */
export function formatInstant(instant: Instant, zone: string, now: Instant): string {
  const date = localDate(instant, zone);
  const day = date === localDate(now, zone) ? 'Today' : `${formatDay(date, { now, zone })},`;
  return `${day} ${localTime(instant, zone)} ${zoneName(instant, zone)}`;
}

function zoneName(instant: Instant, zone: string): string {
  const parts = clockOf(zone).formatToParts(Date.parse(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}

function toDate(ms: number): CalendarDate {
  return toInstant(ms).slice(0, 10);
}

function midnightMs(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function offsetMs(ms: number, zone: string): number {
  return wallMs(ms, zone) - Math.floor(ms / 1000) * 1000;
}

/** The zone's wall clock read as if it stood in UTC, to the second. */
function wallMs(ms: number, zone: string): number {
  const read: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of clockOf(zone).formatToParts(ms)) read[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour) + minute * MINUTE_MS + second * 1000;
}

// Building a formatter takes 78 µs, using one 10 µs (measured); a board page reads hundreds of times.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', timeZoneName: 'short' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  clocks.set(zone, clock);
  return clock;
}
