import fc from 'fast-check';
import { ORGANISATION_CALENDAR } from '../../../src/domain/calendar';
import {
  JEOPARDY_LEVELS,
  jeopardyAfterMove,
  jeopardyThresholds,
  nextJeopardy,
  risenJeopardy,
  type JeopardyLevel,
  type Watched,
} from '../../../src/domain/order/jeopardy';
import { STAGE_NAMES, type Stage } from '../../../src/domain/order/stages';

const SENT: Watched = {
  stage: 'submitted',
  stageSince: '2026-03-03T16:00:00.000Z', // Tuesday 10:00 in Chicago
  dueOn: '2026-05-01',
  deliveryType: 'onNetWithoutBuild',
  calendar: ORGANISATION_CALENDAR,
  zone: 'America/Chicago',
};

const levelsOf = (watched: Watched) => jeopardyThresholds(watched).map(({ level }) => level);

describe('jeopardyThresholds', () => {
  it('says when silence makes a sent order slow, doubtful, unlikely and late', () => {
    expect(jeopardyThresholds(SENT)).toEqual([
      { level: 'low', at: '2026-03-06T16:00:00.000Z' },
      { level: 'medium', at: '2026-03-05T16:00:00.000Z' }, // not before its usual two days passed
      { level: 'high', at: '2026-03-18T13:00:00.000Z' }, // the 17th is 33 business days before
      { level: 'critical', at: '2026-05-02T05:00:00.000Z' },
    ]);
  });

  it('lets no forecast speak before the stage has lasted its usual time', () => {
    const tomorrow = { ...SENT, dueOn: '2026-03-04' };
    const high = jeopardyThresholds(tomorrow).find(({ level }) => level === 'high');
    expect(high?.at).toBe('2026-03-05T16:00:00.000Z');
  });

  it.each<[Stage, JeopardyLevel[]]>([
    ['drafted', []],
    ['pending_approval', []],
    ['approved', []],
    ['submitted', ['low', 'medium', 'high', 'critical']],
    ['acknowledged', ['low', 'medium', 'high', 'critical']],
    ['confirmed', ['low', 'medium', 'high', 'critical']],
    ['install_scheduled', ['critical']],
    ['installing', ['low', 'critical']],
    ['testing', ['low']],
    ['rejected_by_provider', []],
    ['activated', []],
    ['enabled', []],
    ['withdrawn', []],
    ['cancelled', []],
    ['failed', []],
  ])('watches %s for %j', (stage, levels) => {
    expect(levelsOf({ ...SENT, stage })).toEqual(levels);
  });

  it('knows only standing still where there is no date to miss', () => {
    expect(levelsOf({ ...SENT, dueOn: null })).toEqual(['low']);
  });

  it('gives a site that has to be built to more time before it doubts', () => {
    const low = (deliveryType: string) =>
      jeopardyThresholds({ ...SENT, stage: 'confirmed', deliveryType })[0]?.at ?? '';
    expect(low('offNetWithBuild') > low('onNetWithoutBuild')).toBe(true);
  });
});

describe('risenJeopardy', () => {
  it('names the worst level reached, its reason and whose silence it is', () => {
    expect(risenJeopardy(SENT, null, '2026-03-06T16:00:00.000Z')).toEqual({
      level: 'medium',
      reason: 'date_doubtful',
      party: 'provider',
    });
    expect(risenJeopardy(SENT, 'high', '2026-05-02T05:00:00.000Z')?.level).toBe('critical');
    const testing = { ...SENT, stage: 'testing' as const };
    expect(risenJeopardy(testing, null, '2026-03-10T16:00:00.000Z')).toEqual({
      level: 'low',
      reason: 'stage_slow',
      party: 'customer',
    });
  });

  it('stays silent when nothing is worse than before', () => {
    expect(risenJeopardy(SENT, 'critical', '2027-01-01T00:00:00.000Z')).toBeNull();
    expect(risenJeopardy(SENT, null, SENT.stageSince)).toBeNull();
  });

  it('always rises when the timer for the next level fires, and ends at critical', () => {
    const anyOrder = fc.record({
      stage: fc.constantFrom(...STAGE_NAMES),
      stageSince: fc
        .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      dueOn: fc.constantFrom(null, '2025-12-24', '2026-07-03', '2027-02-01', '2028-01-10'),
      deliveryType: fc.constantFrom(undefined, 'offNetWithBuild', 'a word we do not know'),
    });
    fc.assert(
      fc.property(anyOrder, (order) => {
        const watched: Watched = { ...SENT, ...order };
        let current: JeopardyLevel | null = null;
        let now = watched.stageSince;
        for (let rises = 0; ; rises += 1) {
          const due = nextJeopardy(watched, current);
          if (due === null) return rises <= JEOPARDY_LEVELS.length;
          now = due.at > now ? due.at : now;
          const risen = risenJeopardy(watched, current, now);
          if (risen === null || risenJeopardy(watched, risen.level, now) !== null) return false;
          current = risen.level;
        }
      }),
    );
  });
});

describe('jeopardyAfterMove', () => {
  const high = { level: 'high', reason: 'date_unlikely', party: 'provider' } as const;
  const scheduled = { ...SENT, stage: 'install_scheduled' as const };

  it('ends a risk when the order moves on', () => {
    expect(jeopardyAfterMove(high, scheduled, '2026-04-01T00:00:00.000Z')).toBeNull();
  });

  it('keeps a date that has passed as passed', () => {
    expect(jeopardyAfterMove(high, scheduled, '2026-05-03T00:00:00.000Z')).toEqual({
      level: 'critical',
      reason: 'date_passed',
      party: 'provider',
    });
  });

  it('begins no risk where there was none', () => {
    expect(jeopardyAfterMove(null, scheduled, '2026-05-03T00:00:00.000Z')).toBeNull();
  });
});
