import {
  addBusinessDays,
  businessDayFrom,
  nthBusinessDayBefore,
  type BusinessCalendar,
} from '../calendar';
import { addDays, startOfDay, zonedInstant, type CalendarDate, type Instant } from '../time';
import type { Stage } from './stages';
import { AT_PROVIDER } from './transitions';

/** How near an order is to missing its date, mildest first. */
export const JEOPARDY_LEVELS = ['low', 'medium', 'high', 'critical'] as const;
export type JeopardyLevel = (typeof JEOPARDY_LEVELS)[number];

/** What silence alone says at each level, as a clause that follows the level's word. */
export const JEOPARDY_REASONS = {
  stage_slow: 'the order stands still longer than usual',
  date_doubtful: 'at the usual pace the date may be missed',
  date_unlikely: 'at the usual pace the date will be missed',
  date_passed: 'the date has passed',
} as const;
export type JeopardyReason = keyof typeof JEOPARDY_REASONS;

export interface Jeopardy {
  level: JeopardyLevel;
  reason: JeopardyReason;
  /** Whose silence it is. */
  party: 'provider' | 'customer';
}

/** What the rule looks at: where the order stands, since when, and which date it has to keep. */
export interface Watched {
  stage: Stage;
  stageSince: Instant;
  /** The committed date, before it is known the one asked for. */
  dueOn: CalendarDate | null;
  /** How the provider reaches the site; decides how long such orders take. */
  deliveryType: string | undefined;
  calendar: BusinessCalendar;
  /** The site's. */
  zone: string;
}

export interface JeopardyDue {
  at: Instant;
  level: JeopardyLevel;
}

/** Business days from sent to done: the middle of such orders, and four out of five. */
interface Lead {
  p50: number;
  p80: number;
}

// Lead times are log-normal; 0.8416 standard deviations above the median lie 80 % of them.
const lead = (median: number, sigma: number): Lead => ({
  p50: median,
  p80: median * Math.exp(0.8416 * sigma),
});

const USUAL: Lead = lead(35, 0.45);
const LEADS: Readonly<Record<string, Lead>> = {
  onNetWithoutBuild: USUAL,
  offNetWithoutBuild: lead(55, 0.45),
  onNetWithBuild: lead(60, 0.6),
  offNetWithBuild: lead(120, 0.6),
};

/** Which part of the lead time a stage takes: its begin and its end, of 1. */
const SHARE: Partial<Record<Stage, readonly [begin: number, end: number]>> = {
  submitted: [0, 0.05],
  acknowledged: [0.05, 0.1],
  confirmed: [0.1, 0.25],
  installing: [0.9, 1],
};

const TEST_DAYS = 5;

/** Before the work is done a passed date is critical. */
const AWAITS_WORK: readonly Stage[] = AT_PROVIDER.filter((stage) => stage !== 'testing');
/** Before there is a committed date, the usual pace is the only forecast. */
const AWAITS_DATE: readonly Stage[] = ['submitted', 'acknowledged', 'confirmed'];

const REASON_OF: Readonly<Record<JeopardyLevel, JeopardyReason>> = {
  low: 'stage_slow',
  medium: 'date_doubtful',
  high: 'date_unlikely',
  critical: 'date_passed',
};

/**
 * When each level begins if nothing is heard any more. A forecast speaks only once the stage has
 * lasted its usual time: an order just sent is not late because its date was asked for early.
 *
 * Sent Tuesday 3 March for 1 May, on the provider's own network (35 days in the middle): low after
 * 3 business days without an answer, medium and high when what is usually still to come no longer
 * fits before 1 May, critical when 1 May is over.
 */
export function jeopardyThresholds(watched: Watched): JeopardyDue[] {
  const { stage, stageSince, dueOn, calendar, zone } = watched;
  const found: JeopardyDue[] = [];
  const slowDays = usualDays(watched, 'p80');
  if (slowDays !== null) {
    found.push({ level: 'low', at: addBusinessDays(stageSince, slowDays, calendar, zone) });
  }
  if (dueOn !== null && AWAITS_DATE.includes(stage)) {
    found.push({ level: 'medium', at: forecastMisses(watched, dueOn, 'p80') });
    found.push({ level: 'high', at: forecastMisses(watched, dueOn, 'p50') });
  }
  if (dueOn !== null && AWAITS_WORK.includes(stage)) {
    found.push({ level: 'critical', at: startOfDay(addDays(dueOn, 1), zone) });
  }
  return found;
}

/** The next instant silence raises the level; null when nothing worse can come of it. */
export function nextJeopardy(watched: Watched, current: JeopardyLevel | null): JeopardyDue | null {
  const worse = jeopardyThresholds(watched).filter(({ level }) => rank(level) > rank(current));
  const [first, ...others] = worse;
  if (first === undefined) return null;
  return others.reduce(
    (next, due) => (Date.parse(due.at) < Date.parse(next.at) ? due : next),
    first,
  );
}

/** The level silence has reached by now, if it is worse than the current one. */
export function risenJeopardy(
  watched: Watched,
  current: JeopardyLevel | null,
  now: Instant,
): Jeopardy | null {
  const reached = jeopardyThresholds(watched)
    .filter(({ at, level }) => Date.parse(at) <= Date.parse(now) && rank(level) > rank(current))
    .sort((one, other) => rank(one.level) - rank(other.level))
    .at(-1);
  if (reached === undefined) return null;
  const party = watched.stage === 'testing' ? 'customer' : 'provider';
  return { level: reached.level, reason: REASON_OF[reached.level], party };
}

/** What is left of a risk after the order moved on: only a date that has passed stays passed. */
export function jeopardyAfterMove(
  before: Jeopardy | null,
  watched: Watched,
  now: Instant,
): Jeopardy | null {
  if (before === null) return null;
  const left = risenJeopardy(watched, null, now);
  return left?.level === 'critical' ? left : null;
}

function rank(level: JeopardyLevel | null): number {
  return level === null ? -1 : JEOPARDY_LEVELS.indexOf(level);
}

function leadOf({ deliveryType }: Watched): Lead {
  return (deliveryType === undefined ? undefined : LEADS[deliveryType]) ?? USUAL;
}

/** Business days the stage usually lasts; null where a date or a person says when it ends. */
function usualDays(watched: Watched, share: keyof Lead): number | null {
  if (watched.stage === 'testing') return TEST_DAYS;
  const part = SHARE[watched.stage];
  if (part === undefined) return null;
  return Math.max(1, Math.ceil(leadOf(watched)[share] * (part[1] - part[0])));
}

/** When what usually still comes after this stage no longer fits before the date. */
function forecastMisses(watched: Watched, dueOn: CalendarDate, share: keyof Lead): Instant {
  const { stage, stageSince, calendar, zone } = watched;
  const [, end] = SHARE[stage] ?? [0, 1];
  const stillToCome = Math.round(leadOf(watched)[share] * (1 - end));
  const lastGoodDay = nthBusinessDayBefore(dueOn, stillToCome, calendar);
  const firstBadDay = businessDayFrom(addDays(lastGoodDay, 1), calendar);
  const misses = zonedInstant(firstBadDay, calendar.opens, zone);
  const patience = addBusinessDays(stageSince, usualDays(watched, 'p50') ?? 1, calendar, zone);
  return Date.parse(misses) > Date.parse(patience) ? misses : patience;
}
