import { addDays, localDate, weekdayOf } from '../../src/domain/time';

/** The Monday at least so many weeks from today: carriers of a real clock take no date of the past. */
export function mondayIn(weeks: number): string {
  const day = addDays(localDate(new Date().toISOString(), 'UTC'), weeks * 7);
  return addDays(day, (8 - weekdayOf(day)) % 7);
}
