import fc from 'fast-check';
import {
  addDays,
  addMs,
  daysBetween,
  formatDay,
  formatInstant,
  isCalendarDate,
  localDate,
  localTime,
  startOfDay,
  weekdayOf,
  zonedInstant,
} from '../../src/domain/time';

const NOW = '2026-10-08T13:40:00.000Z';
const CHICAGO = 'America/Chicago';
const anyInstant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyDate = anyInstant.map((instant) => instant.slice(0, 10));

describe('isCalendarDate', () => {
  it.each(['2026-01-01', '2028-02-29', '2026-12-31'])('accepts %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    ...['2027-02-29', '2027-02-30', '2027-04-31', '2027-13-01', '2027-00-10', '0000-01-01'],
    ...['2027-1-1', '27-01-01', '31-12-2025', '2027-01-01T00:00:00Z', ' 2027-01-01', ''],
  ])('refuses %j', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });
});

describe('days', () => {
  it('pass month, year and leap day', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });

  it('are counted back by what was added', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('start the week on Monday', () => {
    expect(weekdayOf('2026-10-05')).toBe(1);
    expect(weekdayOf('2026-10-11')).toBe(7);
  });
});

describe('addMs', () => {
  it('moves an instant, whatever its notation', () => {
    expect(addMs('2026-10-08T08:40:00-05:00', 1_500)).toBe('2026-10-08T13:40:01.500Z');
  });
});

describe('localDate', () => {
  it.each([
    ['2026-10-08T04:59:59.999Z', CHICAGO, '2026-10-07'],
    ['2026-10-08T05:00:00.000Z', CHICAGO, '2026-10-08'],
    ['2026-10-08T04:59:59.999Z', 'Asia/Tokyo', '2026-10-08'],
    ['2026-12-31T23:30:00.000Z', 'Europe/Berlin', '2027-01-01'],
  ])('says %s in %s is %s', (instant, zone, date) => {
    expect(localDate(instant, zone)).toBe(date);
  });
});

describe('zonedInstant', () => {
  it.each([
    ['winter', '2026-01-15', '09:00', CHICAGO, '2026-01-15T15:00:00.000Z'],
    ['summer', '2026-07-15', '09:00', CHICAGO, '2026-07-15T14:00:00.000Z'],
    [
      'the minute before the spring change',
      '2026-03-08',
      '01:59',
      CHICAGO,
      '2026-03-08T07:59:00.000Z',
    ],
    ['a skipped time as 03:30', '2026-03-08', '02:30', CHICAGO, '2026-03-08T08:30:00.000Z'],
    [
      'the minute after the spring change',
      '2026-03-08',
      '03:00',
      CHICAGO,
      '2026-03-08T08:00:00.000Z',
    ],
    ['the first of two 01:30s', '2026-11-01', '01:30', CHICAGO, '2026-11-01T06:30:00.000Z'],
    [
      'the hour after the autumn change',
      '2026-11-01',
      '02:00',
      CHICAGO,
      '2026-11-01T08:00:00.000Z',
    ],
    ['half-hour zones', '2026-10-08', '09:00', 'Asia/Kolkata', '2026-10-08T03:30:00.000Z'],
    [
      'a skipped half hour',
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:45:00.000Z',
    ],
  ])('reads %s', (_, date, time, zone, instant) => {
    expect(zonedInstant(date, time, zone)).toBe(instant);
  });

  it('gives back the day and the time that the clock then shows', () => {
    const anyZone = fc.constantFrom(CHICAGO, 'America/Phoenix', 'Europe/London', 'Asia/Kolkata');
    const anyTime = fc.integer({ min: 4 * 60, max: 23 * 60 }).map(toTime);
    fc.assert(
      fc.property(anyDate, anyTime, anyZone, (date, time, zone) => {
        const instant = zonedInstant(date, time, zone);
        expect([localDate(instant, zone), localTime(instant, zone)]).toEqual([date, time]);
      }),
    );
  });
});

describe('startOfDay', () => {
  it('makes the days of the clock changes 23 and 25 hours long', () => {
    const hours = (date: string) =>
      (Date.parse(startOfDay(addDays(date, 1), CHICAGO)) - Date.parse(startOfDay(date, CHICAGO))) /
      3_600_000;
    expect(['2026-03-08', '2026-11-01', '2026-11-02'].map(hours)).toEqual([23, 25, 24]);
  });

  it('is 01:00 where the clock skips midnight', () => {
    expect(startOfDay('2026-09-06', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  });

  it('is never after an instant of its day', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(startOfDay(localDate(instant, CHICAGO), CHICAGO) <= instant).toBe(true);
      }),
    );
  });
});

describe('formatDay', () => {
  it('names the year only when it is another', () => {
    expect(formatDay('2026-10-16', { now: NOW })).toBe('Fri 16 Oct');
    expect(formatDay('2027-01-04', { now: NOW })).toBe('Mon 4 Jan 2027');
  });

  it('takes the year of the reader’s zone', () => {
    const newYearInUtc = '2027-01-01T03:00:00.000Z';
    expect(formatDay('2026-12-31', { now: newYearInUtc, zone: CHICAGO })).toBe('Thu 31 Dec');
    expect(formatDay('2026-12-31', { now: newYearInUtc })).toBe('Thu 31 Dec 2026');
  });
});

describe('formatInstant', () => {
  it.each([
    ['2026-10-08T13:40:00.000Z', CHICAGO, 'Today 08:40 CDT'],
    ['2026-10-08T05:05:00.000Z', CHICAGO, 'Today 00:05 CDT'],
    ['2026-10-15T22:00:00.000Z', CHICAGO, 'Thu 15 Oct, 17:00 CDT'],
    ['2026-12-01T23:00:00.000Z', CHICAGO, 'Tue 1 Dec, 17:00 CST'],
    ['2027-01-04T23:00:00.000Z', CHICAGO, 'Mon 4 Jan 2027, 17:00 CST'],
    ['2026-10-15T22:00:00.000Z', 'UTC', 'Thu 15 Oct, 22:00 UTC'],
  ])('shows %s in %s as %s', (instant, zone, text) => {
    expect(formatInstant(instant, zone, NOW)).toBe(text);
  });
});

function toTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
