import {
  serviceabilityFindings,
  type Serviceability,
  type ServiceabilityContext,
} from '../../../src/domain/order/serviceability';

const NOW = '2026-10-08T13:40:00.000Z'; // Thursday 08:40 in Chicago
const GREEN: Serviceability = {
  colour: 'green',
  deliveryType: 'onNetWithoutBuild',
  intervalBusinessDays: 10,
  validUntil: '2026-11-07T00:00:00.000Z',
  reasons: [],
  checkedAt: '2026-10-08T13:00:00.000Z',
};
const ASKED: ServiceabilityContext = { targetDate: null, now: NOW, zone: 'America/Chicago' };

const verdicts = (answer: Serviceability | null, context: Partial<ServiceabilityContext> = {}) =>
  serviceabilityFindings(answer, { ...ASKED, ...context }).map(
    ({ severity, code }) => `${severity} ${code}`,
  );

describe('serviceabilityFindings', () => {
  it.each([
    ['green', 'ok SERVICEABILITY_GREEN'],
    ['yellow', 'warning SERVICEABILITY_YELLOW'],
    ['red', 'blocks SERVICEABILITY_RED'],
  ] as const)('says of %s: %s', (colour, verdict) => {
    expect(verdicts({ ...GREEN, colour })).toEqual([verdict]);
  });

  it('blocks with a code of its own when the provider did not answer', () => {
    expect(verdicts(null)).toEqual(['blocks SERVICEABILITY_UNKNOWN']);
  });

  it('tells the reasons and the interval', () => {
    const answer = { ...GREEN, colour: 'yellow' as const, reasons: ['needs a build', 'permit'] };
    expect(serviceabilityFindings(answer, ASKED)[0]?.facts).toEqual({
      reasons: 'needs a build; permit',
      deliveryType: 'onNetWithoutBuild',
      intervalBusinessDays: 10,
    });
  });

  it.each([
    ['until the instant itself', NOW, 'ok SERVICEABILITY_GREEN'],
    ['not a moment longer', '2026-10-08T13:39:59.999Z', 'blocks SERVICEABILITY_EXPIRED'],
    ['through the last day named', '2026-10-08', 'ok SERVICEABILITY_GREEN'],
    ['not on the day after', '2026-10-07', 'blocks SERVICEABILITY_EXPIRED'],
  ])('lets an answer hold %s', (_, validUntil, verdict) => {
    expect(verdicts({ ...GREEN, validUntil })).toEqual([verdict]);
  });

  it('ends the last day with the site’s midnight', () => {
    const lateEvening = { now: '2026-10-09T04:59:00.000Z' };
    expect(verdicts({ ...GREEN, validUntil: '2026-10-08' }, lateEvening)).toEqual([
      'ok SERVICEABILITY_GREEN',
    ]);
  });

  it('asks again rather than trusting an expired red', () => {
    const answer = { ...GREEN, colour: 'red' as const, validUntil: '2026-10-01' };
    expect(verdicts(answer)).toEqual(['blocks SERVICEABILITY_EXPIRED']);
  });

  it('warns of a target date before the usual interval ends', () => {
    const [, early] = serviceabilityFindings(GREEN, { ...ASKED, targetDate: '2026-10-22' });
    expect(early).toEqual({
      check: 'serviceability',
      severity: 'warning',
      code: 'TARGET_BEFORE_INTERVAL',
      // Columbus Day does not count.
      facts: { targetDate: '2026-10-22', usualDate: '2026-10-23', intervalBusinessDays: 10 },
    });
  });

  it.each([
    ['on the usual day', GREEN, '2026-10-23'],
    ['without a target date', GREEN, null],
    ['when the answer is red anyway', { ...GREEN, colour: 'red' as const }, '2026-10-09'],
  ])('does not warn %s', (_, answer, targetDate) => {
    expect(verdicts(answer, { targetDate })).toHaveLength(1);
  });
});
