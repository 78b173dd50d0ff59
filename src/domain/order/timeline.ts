import { ERRORS, isErrorCode } from '../errors';
import type { CalendarDate } from '../time';
import { ACTIONS, isActionName, type ActionName } from './actions';
import { ATTENTION_WORDS } from './attention-words';
import { delayWords } from './delay-reasons';
import { EVENT_KINDS, type EventKind } from './event-kinds';
import { FIELD_NAMES, fieldEntry } from './fields';
import { JEOPARDY_REASONS } from './jeopardy';
import { STAGES, type AttentionCause, type Stage } from './stages';
import { taskEditLine } from './task-edit-line';

/** What a person did, by the action's name; what the carrier reported; what the story did itself. */
export type TimelineKind =
  ActionName | EventKind | `late_${EventKind}` | keyof typeof OWN_WORDS | 'refused';

type Facts = Readonly<Record<string, string | number | boolean | null>>;
type DayWords = (date: CalendarDate) => string;
type Line = string | ((facts: Facts, day: DayWords) => string);

const text = (facts: Facts, name: string): string | undefined => {
  const value = facts[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

const dated = (words: string): Line => {
  return (facts, day) => {
    const date = text(facts, 'date');
    return date === undefined ? words : `${words}: ${day(date)}`;
  };
};

const step = (words: string): Line => {
  return (facts) => {
    const [number, all] = [text(facts, 'step'), text(facts, 'steps')];
    if (number === undefined) return words;
    return all === undefined ? `${words}, step ${number}` : `${words}, step ${number} of ${all}`;
  };
};

const ACTION_WORDS: Readonly<Record<ActionName, Line>> = {
  create: 'Order created',
  edit: (facts) => {
    const changed = changedFields(facts);
    return changed === '' ? 'Edited' : `Edited: ${changed}`;
  },
  submit: (facts) =>
    facts['steps'] === 0
      ? 'Submitted, no approval needed'
      : `Submitted for approval, round ${text(facts, 'round') ?? '1'}`,
  approve: step('Approved'),
  return: 'Changes wanted',
  reject: 'Rejected',
  recall: 'Recalled',
  revise: (facts) => `Revised, revision ${text(facts, 'revision') ?? ''}`.trim(),
  cancel: 'Cancellation asked',
  accept: (facts, day) => {
    const start = text(facts, 'billingStart');
    return start === undefined
      ? 'Circuit accepted'
      : `Circuit accepted, billing from ${day(start)}`;
  },
  enable: 'Circuit enabled',
};

const EVENT_WORDS: Readonly<Record<EventKind, Line>> = {
  acknowledged: 'The provider acknowledged the order',
  accepted: 'The provider accepted the order',
  focSet: dated('Installation committed'),
  focRevised: (facts, day) => {
    const [before, date] = [text(facts, 'previousDate'), text(facts, 'date')];
    if (before === undefined || date === undefined) return 'Installation date reported again';
    const reason = text(facts, 'reasonCode');
    const why = reason === undefined ? '' : `: ${delayWords(reason)}`;
    return `Installation moved from ${day(before)} to ${day(date)}${why}`;
  },
  surveyed: dated('Site survey done'),
  loopDelivered: dated('Local loop delivered'),
  dispatched: dated('Technician dispatched'),
  completed: dated('Work completed'),
  rejected: 'The provider rejected the order',
  cancelled: 'The provider cancelled the order',
  failed: 'The provider could not deliver',
  partial: 'The provider delivered only a part',
  held: 'The provider put the order on hold',
  released: 'The provider took the order off hold',
  requestChanged: 'The provider answered a request',
  cancelDeclined: 'The provider declined the cancellation',
  cancelling: 'The provider began to cancel',
  noteAdded: 'The provider added a note',
  unknownWord: 'The provider used a word we do not know',
};

const because = (words: string): Line => {
  return (facts) => {
    const cause = text(facts, 'cause');
    return cause === undefined ? words : `${words}: ${ATTENTION_WORDS[cause as AttentionCause]}`;
  };
};

/** What is no person's action and no report of a carrier. */
const OWN_WORDS = {
  remind: step('Approver reminded'),
  escalate: (facts) => `Overdue, also asked: ${text(facts, 'added') ?? 'nobody else'}`,
  reminder_needless: 'Reminder dropped, already decided',
  escalation_needless: 'Escalation dropped, already decided',
  jeopardy: (facts) => {
    const level = text(facts, 'level');
    if (level === undefined) return 'Risk reported';
    return `Risk ${level}: ${JEOPARDY_REASONS[facts['reason'] as keyof typeof JEOPARDY_REASONS]}`;
  },
  silence_needless: 'Silence ended in time',
  submitted: (facts) => {
    const order = text(facts, 'providerOrderId');
    return order === undefined ? 'Sent to the provider' : `Sent; the provider's order is ${order}`;
  },
  form_refused: 'The provider refused the order form',
  not_sent: 'Withdrawn: the provider has nothing',
  cancel_posted: 'Cancellation sent to the provider',
  cancel_declined: 'The provider declined the cancellation',
  accepted_by_rule: 'Accepted: nobody objected in time',
  needs_attention: because('Needs attention'),
  attention_over: because('Over by itself'),
  servicenow_comment: 'Comment in ServiceNow',
  servicenow_note: 'Work note in ServiceNow',
  servicenow_edit: taskEditLine,
  servicenow_refused: 'ServiceNow refused a change',
} as const satisfies Record<string, Line>;

export const OWN_KINDS = Object.keys(OWN_WORDS);

const WORDS: Readonly<Record<string, Line>> = { ...ACTION_WORDS, ...EVENT_WORDS, ...OWN_WORDS };

const LATE: ReadonlyMap<string, EventKind> = new Map(
  EVENT_KINDS.map((kind) => [`late_${kind}`, kind]),
);

/**
 * One line of an order's history as people read it; `day` writes a date as the reader is used to.
 * A kind of an older build is shown as it is.
 */
export function timelineLine(
  { kind, facts }: { kind: string; facts: Facts },
  day: DayWords,
): string {
  if (kind === 'refused') return refusedLine(facts);
  const late = LATE.get(kind);
  if (late !== undefined)
    return `Came late, changes nothing: ${say(EVENT_WORDS[late], facts, day)}`;
  const line = Object.hasOwn(WORDS, kind) ? WORDS[kind] : undefined;
  if (line === undefined) return kind;
  const moved = cameToStage(kind, facts);
  return moved ?? say(line, facts, day);
}

const say = (line: Line, facts: Facts, day: DayWords): string =>
  typeof line === 'string' ? line : line(facts, day);

/** A cancel that ended the order at once says so. */
function cameToStage(kind: string, { to }: Facts): string | undefined {
  if (kind !== 'cancel' || (to !== 'withdrawn' && to !== 'cancelled')) return undefined;
  return STAGES[to satisfies Stage].label;
}

function refusedLine(facts: Facts): string {
  const [action, code] = [text(facts, 'action') ?? '', text(facts, 'code') ?? ''];
  const label = isActionName(action) ? ACTIONS[action].label : action;
  return isErrorCode(code) ? `Refused: ${label}. ${ERRORS[code].title}` : `Refused: ${label}`;
}

/** Labels of the fields an edit named, in the form's order; long texts are there as hashes. */
function changedFields(facts: Facts): string {
  const given = new Set(Object.keys(facts).map((name) => name.replace(/Sha256$/u, '')));
  const labels = FIELD_NAMES.filter(
    (name) => given.has(name) || given.has(fieldEntry(name).column),
  ).map((name) => fieldEntry(name).label.toLowerCase());
  return labels.join(', ');
}
