import fc from 'fast-check';
import { ORGANISATION_CALENDAR, isBusinessDay } from '../../../src/domain/calendar';
import { nextApprovalDue, type ApprovalWait } from '../../../src/domain/order/reminders';
import { localDate } from '../../../src/domain/time';

const ASKED: ApprovalWait = {
  askedAt: '2026-10-19T14:30:00.000Z', // Monday 09:30 in Chicago
  remindersSent: 0,
  escalated: false,
  calendar: ORGANISATION_CALENDAR,
  zone: 'America/Chicago',
};

describe('nextApprovalDue', () => {
  it('reminds after 1, 2 and 4 business days and weekly, and escalates after 3', () => {
    expect(duesOf(ASKED, 7)).toEqual([
      { at: '2026-10-20T14:30:00.000Z', reason: 'reminder' },
      { at: '2026-10-21T14:30:00.000Z', reason: 'reminder' },
      { at: '2026-10-22T14:30:00.000Z', reason: 'escalation' },
      { at: '2026-10-23T14:30:00.000Z', reason: 'reminder' },
      { at: '2026-10-30T14:30:00.000Z', reason: 'reminder' },
      { at: '2026-11-06T15:30:00.000Z', reason: 'reminder' }, // the clock went back
      { at: '2026-11-13T15:30:00.000Z', reason: 'reminder' },
    ]);
  });

  it('moves a weekly reminder past a holiday, and that one only', () => {
    const wait = { ...ASKED, askedAt: '2026-11-13T15:30:00.000Z', escalated: true };
    expect(duesOf(wait, 5).map((due) => due.at.slice(0, 10))).toEqual([
      '2026-11-16',
      '2026-11-17',
      '2026-11-19',
      '2026-11-27', // a week later is Thanksgiving
      '2026-12-03',
    ]);
  });

  it('skips the weekend', () => {
    const wait = { ...ASKED, askedAt: '2026-10-23T14:30:00.000Z' };
    expect(nextApprovalDue(wait).at).toBe('2026-10-26T14:30:00.000Z');
  });

  it('escalates first when the worker slept through the reminders', () => {
    const due = nextApprovalDue({ ...ASKED, remindersSent: 2 });
    expect(due).toEqual({ at: '2026-10-22T14:30:00.000Z', reason: 'escalation' });
  });

  it('never ends, never repeats an instant and keeps to business days', () => {
    const anyInstant = fc
      .date({ min: new Date('2023-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(
        anyInstant,
        fc.constantFrom('America/Chicago', 'Europe/Berlin'),
        (askedAt, zone) => {
          const dues = duesOf({ ...ASKED, askedAt, zone }, 30);
          const instants = dues.map((due) => due.at);
          expect(instants).toEqual([...new Set(instants)].sort());
          expect(instants.every((at) => isBusinessDay(localDate(at, zone), ASKED.calendar))).toBe(
            true,
          );
          expect(dues.filter((due) => due.reason === 'escalation')).toHaveLength(1);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** What becomes due one after the other while nobody decides. */
function duesOf(wait: ApprovalWait, count: number) {
  let { remindersSent, escalated } = wait;
  return Array.from({ length: count }, () => {
    const due = nextApprovalDue({ ...wait, remindersSent, escalated });
    if (due.reason === 'escalation') escalated = true;
    else remindersSent += 1;
    return due;
  });
}
