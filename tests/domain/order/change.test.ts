import { ORGANISATION_CALENDAR } from '../../../src/domain/calendar';
import { plainDue, type Due } from '../../../src/domain/order/change';
import { nextJeopardy, type Watched } from '../../../src/domain/order/jeopardy';

const dueOf = (dueOn: string): Due => {
  const watched: Watched = {
    stage: 'install_scheduled',
    stageSince: '2026-03-03T16:00:00.000Z',
    dueOn,
    deliveryType: undefined,
    calendar: ORGANISATION_CALENDAR,
    zone: 'America/Chicago',
  };
  return { at: nextJeopardy(watched, null)?.at ?? '', reason: 'silence' };
};

describe('plainDue', () => {
  it('is the instant itself', () => {
    expect(plainDue(dueOf('2026-05-01'))).toBe('2026-05-02T05:00:00.000Z');
    expect(plainDue(null)).toBeNull();
  });

  it.each(['9999-12-31', '0001-01-01'])('is none for %s, which means no date', (date) => {
    expect(plainDue(dueOf(date))).toBeNull();
  });
});
