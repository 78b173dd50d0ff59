import type { OrderRow } from '../../api/answers';
import { STAGES, isOpen, type Stage } from '../../domain/order/stages';
import { dayAndMonth, daysSince } from '../words/days';
import { daysBetween } from '../../domain/time';
import { TEXTS } from '../texts';
import type { IconName } from '../icons/icon-name';

const WORDS = TEXTS.states;

/** How loud a state is: danger, warning and hand ask someone to act, quiet tells, plain informs. */
export type Tone = 'danger' | 'warning' | 'hand' | 'hold' | 'plain';

export interface CardState {
  text: string;
  tone: Tone;
  icon: IconName;
}

/** What of a row its states depend on. */
export type StateFacts = Pick<
  OrderRow,
  'stage' | 'flags' | 'due_on' | 'stage_since' | 'sending' | 'cancel_requested'
>;

export interface Today {
  now: string;
  zone: string;
  today: string;
}

type Rule = (row: StateFacts, today: Today) => CardState | null;

/** Every state a card can have, loudest first. A card shows the first, "+n" counts the others. */
const RULES: readonly Rule[] = [
  strongJeopardy,
  attention,
  (row) => when(row.flags.chargePending, WORDS.charge, 'warning', 'money'),
  (row) => when(row.flags.onHold !== null, WORDS.onHold, 'hold', 'pause'),
  (row) => when(row.stage === 'rejected_by_provider', WORDS.rejected, 'danger', 'refused'),
  (row) => when(row.cancel_requested, WORDS.cancelRequested, 'hand', 'hourglass'),
  (row) => when(row.sending, WORDS.sending, 'hand', 'send'),
  (row) => when(row.stage === 'pending_approval', WORDS.awaiting, 'hand', 'person-clock'),
  (row) => when(isSlight(row), WORDS.atRisk, 'plain', 'trend'),
  (row) => when(row.flags.dateRevised, WORDS.dateRevised, 'plain', 'calendar-edit'),
];

/** The states that apply, never empty: the last resort is the due date or the time in the stage. */
export function cardStates(row: StateFacts, today: Today): [CardState, ...CardState[]] {
  const found = RULES.map((rule) => rule(row, today)).filter((state) => state !== null);
  const [first, ...rest] = found;
  return first === undefined ? [calmState(row, today)] : [first, ...rest];
}

function when(applies: boolean, text: string, tone: Tone, icon: IconName): CardState | null {
  return applies ? { text, tone, icon } : null;
}

function strongJeopardy(row: StateFacts, { now, today }: Today): CardState | null {
  const level = row.flags.jeopardy?.level;
  if (level === 'critical') {
    const late = row.due_on === null ? 0 : daysBetween(row.due_on, today);
    return {
      text: late > 0 ? WORDS.criticalLate(late) : WORDS.critical,
      tone: 'danger',
      icon: 'flame',
    };
  }
  if (level !== 'high') return null;
  const due = row.due_on === null ? null : dayAndMonth(row.due_on, now);
  const text = due === null ? WORDS.highRisk : WORDS.highRiskDue(due);
  return { text, tone: 'warning', icon: 'warning' };
}

/** A rejection says so itself and is not counted again as a cause. */
function attention(row: StateFacts): CardState | null {
  const { needsAttention } = row.flags;
  const others =
    row.stage === 'rejected_by_provider'
      ? needsAttention.filter((cause) => cause !== 'provider_rejected')
      : needsAttention;
  return when(others.length > 0, WORDS.attention, 'warning', 'bell');
}

function isSlight({ flags }: StateFacts): boolean {
  return flags.jeopardy?.level === 'low' || flags.jeopardy?.level === 'medium';
}

function calmState(row: StateFacts, at: Today): CardState {
  if (!isOpen(row.stage)) {
    return {
      text: `${STAGES[row.stage].label} ${dayAndMonth(row.stage_since, at.now, at.zone)}`,
      tone: 'plain',
      icon: ENDED_WELL.includes(row.stage) ? 'check' : 'prohibited',
    };
  }
  if (row.due_on !== null && row.stage !== 'testing') return dueState(row.due_on, at);
  const days = daysSince(row.stage_since, at.now, at.zone);
  const stage = STAGE_WORDS[row.stage] ?? WORDS.thisStage;
  // The one stage a person has to end says its name from the first day.
  const firstDay = row.stage === 'testing' ? WORDS.inTesting : WORDS.today(STAGES[row.stage].label);
  return {
    text: days === 0 ? firstDay : WORDS.inStage(days, stage),
    tone: 'plain',
    icon: 'clock',
  };
}

const ENDED_WELL: readonly Stage[] = ['activated', 'enabled'];

const STAGE_WORDS: Partial<Record<Stage, string>> = {
  drafted: 'draft',
  approved: 'approved',
  testing: 'testing',
  installing: 'installing',
  submitted: 'submitted',
  confirmed: 'confirmed',
};

/** An open order whose day has passed. */
export function isLate(row: Pick<OrderRow, 'stage' | 'due_on'>, today: string): boolean {
  return isOpen(row.stage) && row.due_on !== null && row.due_on < today;
}

/** "Due 14 Oct"; a day that has passed counts instead: "4 d late". */
function dueState(dueOn: string, { now, today }: Today): CardState {
  const late = daysBetween(dueOn, today);
  if (late > 0) return { text: WORDS.late(late), tone: 'plain', icon: 'alarm' };
  if (late === 0) return { text: WORDS.dueToday, tone: 'plain', icon: 'calendar' };
  return { text: WORDS.due(dayAndMonth(dueOn, now)), tone: 'plain', icon: 'calendar' };
}
