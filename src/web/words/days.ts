import { daysBetween, formatDay, localDate, localTime } from '../../domain/time';

/** "16 Oct", with the year where it is not this one. Takes a day or an instant. */
export function dayAndMonth(date: string, now: string, zone?: string): string {
  const day = date.length > 10 ? localDate(date, zone ?? 'UTC') : date;
  return formatDay(day, zone === undefined ? { now } : { now, zone }).replace(/^\w+ /u, '');
}

/** Whole days on the wall calendar between an instant and now. */
export function daysSince(instant: string, now: string, zone: string): number {
  return daysBetween(localDate(instant, zone), localDate(now, zone));
}

/** "2 Sep, 10:32", today "10:32": the zone is named once per block, not per line. */
export function momentText(instant: string, now: string, zone: string): string {
  const time = localTime(instant, zone);
  const today = localDate(instant, zone) === localDate(now, zone);
  return today ? time : `${dayAndMonth(instant, now, zone)}, ${time}`;
}

/** "CDT": what people call the zone at this moment. */
export function zoneWord(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' });
  const part = format
    .formatToParts(Date.parse(instant))
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? zone;
}
