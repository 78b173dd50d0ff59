import { Refusal } from './errors';
import {
  addDays,
  daysBetween,
  localDate,
  localTime,
  weekdayOf,
  zonedInstant,
  type CalendarDate,
  type Instant,
  type WallTime,
} from './time';

/** When an organisation or a provider works. Intervals count (from, to]: never their first day. */
export interface BusinessCalendar {
  timeZone: string;
  /** ISO weekdays, 1 for Monday to 7 for Sunday. */
  week: readonly number[];
  holidays: readonly CalendarDate[];
  opens: WallTime;
  closes: WallTime;
}

const LONGEST_CLOSURE_DAYS = 3660;

/** Whether the calendar's owner works on this day. */
export function isBusinessDay(date: CalendarDate, calendar: BusinessCalendar): boolean {
  return calendar.week.includes(weekdayOf(date)) && !calendar.holidays.includes(date);
}

/** This day if it is a business day, else the next one. */
export function businessDayFrom(date: CalendarDate, calendar: BusinessCalendar): CalendarDate {
  for (let walked = 0; walked < LONGEST_CLOSURE_DAYS; walked++) {
    const day = addDays(date, walked);
    if (isBusinessDay(day, calendar)) return day;
  }
  throw new Refusal('INTERNAL', { cause: 'the business calendar never opens' });
}

/** The nth business day after a date: the first after Friday, and after Saturday, is Monday. */
export function nthBusinessDayAfter(
  date: CalendarDate,
  days: number,
  calendar: BusinessCalendar,
): CalendarDate {
  let day = date;
  for (let left = days; left > 0; left--) day = businessDayFrom(addDays(day, 1), calendar);
  return day;
}

/** The nth business day before a date: the first before Monday, and before Sunday, is Friday. */
export function nthBusinessDayBefore(
  date: CalendarDate,
  days: number,
  calendar: BusinessCalendar,
): CalendarDate {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, -1);
    if (isBusinessDay(day, calendar)) left--;
  }
  return day;
}

/**
 * The moment `days` business days later, at the same time of day on the person's wall clock. The
 * calendar says which days count; its opening hours are read in the person's `zone`, so that nobody
 * is asked at night. A start outside them counts as the opening before work, else as the last
 * closing: asked on Saturday, one day later is Monday 17:00, a whole working day. Zero days is
 * `from` itself.
 */
export function addBusinessDays(
  from: Instant,
  days: number,
  calendar: BusinessCalendar,
  zone: string,
): Instant {
  if (days <= 0) return from;
  const startDay = localDate(from, zone);
  const time = isBusinessDay(startDay, calendar)
    ? withinHours(localTime(from, zone), calendar)
    : calendar.closes;
  return zonedInstant(nthBusinessDayAfter(startDay, days, calendar), time, zone);
}

/** Business days in (from, to]; negative when `to` comes first. Friday to Monday is 1. */
export function businessDaysBetween(
  from: CalendarDate,
  to: CalendarDate,
  calendar: BusinessCalendar,
): number {
  if (to < from) return 0 - businessDaysBetween(to, from, calendar);
  const days = daysBetween(from, to);
  const weekdays = [...new Set(calendar.week)].map((weekday) => {
    const first = (weekday - weekdayOf(from) + 7) % 7 || 7;
    return Math.floor((days - first + 7) / 7);
  });
  const closed = [...new Set(calendar.holidays)].filter(
    (holiday) => from < holiday && holiday <= to && calendar.week.includes(weekdayOf(holiday)),
  );
  return weekdays.reduce((sum, count) => sum + count, 0) - closed.length;
}

/**
 * The days federal offices close for the holidays of a year: one on Saturday is kept on Friday, one
 * on Sunday on Monday. The New Year's Day of 2028, a Saturday, is kept on 2027-12-31.
 */
export function usFederalHolidays(year: number): CalendarDate[] {
  const on = (monthAndDay: string) => `${year}-${monthAndDay}`;
  const nth = (count: number, weekday: number, month: string) => {
    const first = on(`${month}-01`);
    return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (count - 1) * 7);
  };
  const lastMondayOfMay = addDays(on('05-31'), 1 - weekdayOf(on('05-31')));
  return [
    observed(on('01-01')),
    nth(3, 1, '01'), // Martin Luther King
    nth(3, 1, '02'), // Washington
    lastMondayOfMay, // Memorial Day
    observed(on('06-19')),
    observed(on('07-04')),
    nth(1, 1, '09'), // Labor Day
    nth(2, 1, '10'), // Columbus
    observed(on('11-11')),
    nth(4, 4, '11'), // Thanksgiving
    observed(on('12-25')),
  ];
}

const FIRST_HOLIDAY_YEAR = 2022;
const HOLIDAY_YEARS = 40;

/** The organisation's own calendar unless it sets another. */
export const ORGANISATION_CALENDAR: BusinessCalendar = {
  timeZone: 'America/Chicago',
  week: [1, 2, 3, 4, 5],
  holidays: Array.from({ length: HOLIDAY_YEARS }, (_, index) =>
    usFederalHolidays(FIRST_HOLIDAY_YEAR + index),
  ).flat(),
  opens: '08:00',
  closes: '17:00',
};

function observed(date: CalendarDate): CalendarDate {
  const shift: Partial<Record<number, number>> = { 6: -1, 7: 1 };
  return addDays(date, shift[weekdayOf(date)] ?? 0);
}

function withinHours(time: WallTime, { opens, closes }: BusinessCalendar): WallTime {
  if (time < opens) return opens;
  return time > closes ? closes : time;
}
