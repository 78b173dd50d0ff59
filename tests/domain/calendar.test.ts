import fc from 'fast-check';
import {
  ORGANISATION_CALENDAR,
  addBusinessDays,
  businessDayFrom,
  businessDaysBetween,
  isBusinessDay,
  nthBusinessDayAfter,
  usFederalHolidays,
} from '../../src/domain/calendar';
import { Refusal } from '../../src/domain/errors';
import { addDays, localDate, localTime } from '../../src/domain/time';

const CHICAGO = 'America/Chicago';
const calendar = ORGANISATION_CALENDAR;
const anyInstant = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyDate = anyInstant.map((instant) => instant.slice(0, 10));
const anyZone = fc.constantFrom(CHICAGO, 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata');

describe('usFederalHolidays', () => {
  it.each([
    [
      2026,
      [
        ...['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03'],
        ...['2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25'],
      ],
    ],
    [
      2028,
      [
        ...['2027-12-31', '2028-01-17', '2028-02-21', '2028-05-29', '2028-06-19', '2028-07-04'],
        ...['2028-09-04', '2028-10-09', '2028-11-10', '2028-11-23', '2028-12-25'],
      ],
    ],
  ])('are the days kept for %d', (year, holidays) => {
    expect(usFederalHolidays(year)).toEqual(holidays);
  });

  it('are kept from Monday to Friday', () => {
    const week = { ...calendar, holidays: [] };
    expect(calendar.holidays.filter((holiday) => !isBusinessDay(holiday, week))).toEqual([]);
  });
});

describe('isBusinessDay', () => {
  it.each([
    ['2026-10-09', true],
    ['2026-10-10', false],
    ['2026-10-11', false],
    ['2026-10-12', false],
    ['2027-12-31', false],
  ])('says of %s: %s', (date, open) => {
    expect(isBusinessDay(date, calendar)).toBe(open);
  });
});

describe('businessDayFrom', () => {
  it('stays on an open day and passes weekend and holiday otherwise', () => {
    expect(businessDayFrom('2026-10-09', calendar)).toBe('2026-10-09');
    expect(businessDayFrom('2026-10-10', calendar)).toBe('2026-10-13');
  });

  it('refuses a calendar that never opens', () => {
    expect(() => businessDayFrom('2026-10-09', { ...calendar, week: [] })).toThrow(Refusal);
  });
});

describe('addBusinessDays', () => {
  it.each([
    ['a weekend and a holiday', 'Fri 10:30', '2026-10-09T15:30:00Z', 1, '2026-10-13T15:30:00.000Z'],
    ['the spring change', 'Fri 10:30 CST', '2026-03-06T16:30:00Z', 1, '2026-03-09T15:30:00.000Z'],
    ['the autumn change', 'Fri 10:30 CDT', '2026-10-30T15:30:00Z', 1, '2026-11-02T16:30:00.000Z'],
    ['five days', 'Mon 09:00', '2026-10-19T14:00:00Z', 5, '2026-10-26T14:00:00.000Z'],
    ['an early start as 08:00', 'Mon 03:00', '2026-10-19T08:00:00Z', 1, '2026-10-20T13:00:00.000Z'],
    ['a late start as 17:00', 'Fri 23:00', '2026-10-17T04:00:00Z', 1, '2026-10-19T22:00:00.000Z'],
    [
      'a closed day as the last closing',
      'Sat 09:00',
      '2026-10-17T14:00:00Z',
      1,
      '2026-10-19T22:00:00.000Z',
    ],
    ['no day', 'Sat 09:00', '2026-10-17T14:00:00Z', 0, '2026-10-17T14:00:00Z'],
  ])('counts %s (%s)', (_, __, from, days, to) => {
    expect(addBusinessDays(from, days, calendar, CHICAGO)).toBe(to);
  });

  it('keeps the clock of a person in another zone', () => {
    const from = '2026-10-23T12:15:00.000Z'; // Berlin 14:15, still summer time
    expect(addBusinessDays(from, 1, calendar, 'Europe/Berlin')).toBe('2026-10-26T13:15:00.000Z');
  });

  it('lands on a business day, in opening hours, after its start', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 30 }), anyZone, (from, days, zone) => {
        const to = addBusinessDays(from, days, calendar, zone);
        const time = localTime(to, zone);
        expect(isBusinessDay(localDate(to, zone), calendar)).toBe(true);
        expect(time >= calendar.opens && time <= calendar.closes).toBe(true);
        expect(to > from).toBe(true);
      }),
    );
  });

  it('passes exactly as many business days as asked', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 30 }), anyZone, (from, days, zone) => {
        const to = localDate(addBusinessDays(from, days, calendar, zone), zone);
        expect(businessDaysBetween(localDate(from, zone), to, calendar)).toBe(days);
      }),
    );
  });

  it('never overtakes: a later start or one more day is not earlier', () => {
    const anyGap = fc.integer({ min: 0, max: 5 * 86_400_000 });
    fc.assert(
      fc.property(anyInstant, anyGap, fc.integer({ min: 1, max: 10 }), (from, gapMs, days) => {
        const later = new Date(Date.parse(from) + gapMs).toISOString();
        const due = addBusinessDays(from, days, calendar, CHICAGO);
        expect(addBusinessDays(later, days, calendar, CHICAGO) >= due).toBe(true);
        expect(addBusinessDays(from, days + 1, calendar, CHICAGO) > due).toBe(true);
      }),
    );
  });
});

describe('businessDaysBetween', () => {
  it.each([
    ['2026-10-09', '2026-10-09', 0],
    ['2026-10-08', '2026-10-09', 1],
    ['2026-10-09', '2026-10-12', 0],
    ['2026-10-09', '2026-10-13', 1],
    ['2026-10-13', '2026-10-09', -1],
    ['2026-01-01', '2026-12-31', 250],
  ])('counts from %s, not included, to %s: %d', (from, to, days) => {
    expect(businessDaysBetween(from, to, calendar)).toBe(days);
  });

  it('equals counting day by day', () => {
    const anyWeek = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(anyDate, fc.nat(400), anyWeek, (from, span, week) => {
        const dates = Array.from({ length: span }, (_, index) => addDays(from, index + 1));
        const counted = dates.filter((date) => isBusinessDay(date, { ...calendar, week })).length;
        const to = addDays(from, span);
        expect(businessDaysBetween(from, to, { ...calendar, week })).toBe(counted);
      }),
    );
  });

  it('is undone by nthBusinessDayAfter', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 120 }), (from, days) => {
        const to = nthBusinessDayAfter(from, days, calendar);
        expect(businessDaysBetween(from, to, calendar)).toBe(days);
      }),
    );
  });
});
