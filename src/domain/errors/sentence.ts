import { errorEntry, type ErrorCode, type Facts } from '../errors';
import { formatMoney } from '../money';
import { actionRow, isActionName, type ActionName } from '../order/actions';
import type { Order } from '../order/order';
import { STAGES, isOpen, STAGE_NAMES, type Stage } from '../order/stages';
import { PERMISSIONS, type Grant, type PermissionNumber } from '../permissions';
import { formatDay, isCalendarDate } from '../time';

/** Names that make a refusal concrete; none is needed. */
export interface SentenceNames {
  /** Who may decide the step that is asked now. */
  waitingFor?: readonly string[];
  step?: number;
  steps?: number;
  provider?: string;
}

/** The names an order lends to a refusal about it. */
export function namesOf(order: Order): SentenceNames {
  const provider = order.provider.name;
  const steps = order.approval?.steps ?? [];
  const current = steps.find((step) => step.state === 'current');
  if (current === undefined) return { provider };
  const waitingFor = current.persons.map((person) => person.name);
  return { provider, waitingFor, step: current.step, steps: steps.length };
}

/**
 * A refusal as a person reads it: the rule, who can, the way forward. Plain text in one line;
 * `TEXT_TOO_SHORT {min: 10, length: 9}` is "Write at least 10 characters; it has 9."
 */
export function refusalSentence(
  code: ErrorCode,
  facts: Facts = {},
  names: SentenceNames = {},
): string {
  const { title, help } = errorEntry(code);
  return SENTENCES[code]?.(facts, names) ?? `${title} ${help}`;
}

/** `A`, `A or B`, `A, B or C`. */
export function listed(words: readonly string[], last: 'or' | 'and' = 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** The rule, with who decides instead where that is known. */
export function awaiting({ waitingFor = [], step, steps }: SentenceNames): string {
  if (waitingFor.length === 0) return '';
  const place = step === undefined || steps === undefined ? '' : `, step ${step} of ${steps}`;
  return `Awaiting ${listed(waitingFor)}${place}.`;
}

type Sentence = (facts: Facts, names: SentenceNames) => string | undefined;

const MAX_GIVEN = 80;

function text(facts: Facts, name: string): string | undefined {
  const value = facts[name];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null) return listed(value, 'and');
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A fact that must be there for the sentence to make sense; without it the catalogue speaks. */
const withFact =
  (name: string, sentence: (value: string, facts: Facts, names: SentenceNames) => string) =>
  (facts: Facts, names: SentenceNames) => {
    const value = text(facts, name);
    return value === undefined ? undefined : sentence(value, facts, names);
  };

const given = (sentence: (quoted: string) => string) =>
  withFact('given', (value) => {
    const cut = Array.from(value);
    return sentence(`“${cut.length > MAX_GIVEN ? `${cut.slice(0, MAX_GIVEN).join('')}…` : value}”`);
  });

// No `now` here: a day always names its year.
const day = (date: string) =>
  isCalendarDate(date) ? formatDay(date, { now: '1970-01-01T00:00:00.000Z' }) : date.slice(0, 10);

const stageLabel = (word: string) =>
  Object.hasOwn(STAGES, word) ? STAGES[word as Stage].label : word;

const money = (facts: Facts, name: string) =>
  formatMoney({ amount: text(facts, name) ?? '0', currency: text(facts, 'currency') ?? 'USD' });

const sentences = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');

const HOLDERS: Record<Grant, (role: string) => string> = {
  yes: (role) => `${/^[aeiou]/u.test(role) ? 'an' : 'a'} ${role}`,
  own: () => 'who asked for the order',
  'own-if-requester': () => 'who asked for the order',
  'if-requester': () => 'a requester',
  limit: () => 'an approver of its current step',
  assignee: () => 'the assignee',
};

function holders(row: PermissionNumber): string {
  const grants = Object.entries(PERMISSIONS[row].grants) as [string, Grant][];
  return listed([...new Set(grants.map(([role, grant]) => HOLDERS[grant](role)))]);
}

const rowOf = (facts: Facts): PermissionNumber | undefined => {
  const { action, row } = facts;
  if (typeof action === 'string' && isActionName(action)) return actionRow(action).permission;
  return typeof row === 'number' && Object.hasOwn(PERMISSIONS, row)
    ? (row as PermissionNumber)
    : undefined;
};

function whenPossible(action: ActionName): string {
  const { from, label } = actionRow(action);
  const everyOpen = STAGE_NAMES.filter(isOpen).every((stage) => from.includes(stage));
  const stages = listed(from.map((stage) => STAGES[stage].label.toLowerCase()));
  return `“${label}” works while an order is ${everyOpen ? 'open' : stages}`;
}

const duplicate = (rule: string, way: string): Sentence =>
  withFact('orderNumber', (number, facts) => {
    const more = Number(facts['count'] ?? 1) - 1;
    const others = more > 0 ? ` and ${more} more` : '';
    const stage = text(facts, 'stage');
    const state = stage === undefined ? '' : ` (${stageLabel(stage).toLowerCase()})`;
    return `${rule} ${number}${state}${others}. ${way}`;
  });

const serviceability =
  (rule: (provider: string) => string, way: string): Sentence =>
  (facts, { provider = 'The provider' }) => {
    // The provider's own words; its full stop would double ours.
    const reasons = text(facts, 'reasons')?.replace(/[.\s]+$/u, '');
    const interval = text(facts, 'intervalBusinessDays');
    const about = interval === undefined ? '' : `About ${interval} business days.`;
    return sentences(
      `${rule(provider)}${reasons === undefined ? '' : `: ${reasons}`}.`,
      about,
      way,
    );
  };

const decidedByOthers =
  (rule: string, way: string): Sentence =>
  (facts, names) => {
    const step = typeof facts['step'] === 'number' ? { step: facts['step'] } : {};
    return sentences(rule, awaiting({ ...step, ...names }) || way);
  };

const SENTENCES: Partial<Record<ErrorCode, Sentence>> = {
  FIELD_REQUIRED: withFact('label', (label) => `${label} is missing. Fill it in.`),
  TEXT_TOO_SHORT: withFact(
    'min',
    (min, facts) => `Write at least ${min} characters; it has ${text(facts, 'length') ?? 'fewer'}.`,
  ),
  TEXT_TOO_LONG: withFact(
    'max',
    (max, facts) => `Shorten it to ${max} characters; it has ${text(facts, 'length') ?? 'more'}.`,
  ),
  CHOICE_UNKNOWN: (facts, names) => {
    const { choices } = facts;
    const words = typeof choices === 'object' && choices !== null ? listed(choices) : 'the choices';
    return given((quoted) => `${quoted} is not one of ${words}.`)(facts, names);
  },
  MONEY_NOT_READABLE: given(
    (quoted) => `${quoted} is not an amount of money. Write it like 1250 or 1250.50.`,
  ),
  MONEY_NEGATIVE: given((quoted) => `${quoted} is below zero. Write zero or more.`),
  MONEY_TOO_LARGE: given((quoted) => `${quoted} is too large. Write at most 99,999,999.99.`),
  SPEED_NOT_READABLE: given(
    (quoted) => `${quoted} is not a speed. Write it like 500M, 1G or 100M/20M.`,
  ),
  DATE_NOT_READABLE: given((quoted) => `${quoted} is not a date. Write it like 2027-03-31.`),
  DATE_PAST: withFact('given', (date) => `${day(date)} has passed. Choose today or a later day.`),
  TERM_NOT_READABLE: given(
    (quoted) => `${quoted} is not a contract term. Write a number of months from 1 to 120.`,
  ),
  SITE_UNKNOWN: given((quoted) => `${quoted} is not in the site list. Choose a site from it.`),
  PROVIDER_UNKNOWN: given(
    (quoted) => `No provider is called ${quoted}. Choose one of the active providers.`,
  ),
  PROVIDER_INACTIVE: withFact(
    'given',
    (name) => `${name} takes no orders now. Choose an active provider.`,
  ),
  PERSON_UNKNOWN: given((quoted) => `Nobody here is ${quoted}. Name a colleague by key or e-mail.`),

  TERMS_INCOMPLETE: withFact(
    'fields',
    (fields) => `Missing before it can be submitted: ${fields}. Fill them in, then submit.`,
  ),
  DUPLICATE_OPEN: duplicate(
    'Another order for this site and purpose is open:',
    'Use that order, or cancel it first.',
  ),
  DUPLICATE_DRAFT: duplicate(
    'A draft for this site and purpose exists:',
    'Check whether it is the same wish.',
  ),
  DUPLICATE_ACTIVE: duplicate(
    'The site already has an active circuit for this purpose:',
    'Check whether another one is meant.',
  ),
  BUDGET_EXCEEDED: withFact(
    'available',
    (_available, facts) =>
      `Budget ${text(facts, 'costCentre') ?? ''} has ${money(facts, 'available')} left in ` +
      `${text(facts, 'fiscalYear') ?? ''}; this order takes ${money(facts, 'amount')}. ` +
      'Lower the cost, or ask finance for more budget.',
  ),
  BUDGET_MISSING: withFact(
    'costCentre',
    (centre, facts) =>
      `There is no budget for cost centre ${centre} in ${text(facts, 'fiscalYear') ?? 'this year'}. ` +
      'Ask finance to set one.',
  ),
  SERVICEABILITY_RED: serviceability(
    (provider) => `${provider} cannot serve this address`,
    'Choose another provider or speed.',
  ),
  SERVICEABILITY_YELLOW: serviceability(
    (provider) => `${provider} is not sure it can serve this address`,
    'Expect a longer interval or extra charges.',
  ),
  SERVICEABILITY_UNKNOWN: (_facts, { provider = 'The provider' }) =>
    `${provider} has not answered whether it can serve the address. ` +
    'Try again in a few minutes; the draft is kept.',
  SERVICEABILITY_EXPIRED: withFact(
    'validUntil',
    (until, _facts, { provider = 'the provider' }) =>
      `The answer of ${provider} was good until ${day(until)}. Check again, then submit.`,
  ),
  TARGET_BEFORE_INTERVAL: withFact(
    'targetDate',
    (target, facts, { provider = 'the provider' }) =>
      `${day(target)} is earlier than ${provider} usually delivers, about ` +
      `${day(text(facts, 'usualDate') ?? '')}. Expect the later date.`,
  ),

  ACTION_NOT_NOW: withFact('action', (action, facts) => {
    const stage = text(facts, 'stage') ?? '';
    if (stage === 'cancellation requested') {
      return 'Cancellation is already requested from the provider. Its answer comes by itself.';
    }
    if (!isActionName(action)) return 'The order is not in a state for this. Open it to see more.';
    const now = stage === '' ? '' : `; this one is ${stageLabel(stage).toLowerCase()}`;
    return `${whenPossible(action)}${now}. Open the order to see what it offers.`;
  }),
  ACTION_FORBIDDEN: (facts) => {
    const row = rowOf(facts);
    if (row === undefined) return undefined;
    return `This is not yours to do. ${capital(holders(row))} can.`;
  },
  ORDER_LOCKED_SENDING: () =>
    'The order is being sent to the provider and is locked. ' +
    'Wait for the provider’s answer; cancelling is still possible as a request.',
  OWN_APPROVAL: decidedByOthers(
    'Who asked for an order, or changed its terms, does not decide it.',
    'Another approver of this step decides.',
  ),
  LIMIT_EXCEEDED: decidedByOthers(
    'The order is above your approval limit; someone with a higher limit decides.',
    '',
  ),
  NOT_YOUR_STEP: decidedByOthers(
    'This step is not yours to decide.',
    'Open the order to see whom it waits for.',
  ),
  SAME_APPROVER_TWICE: decidedByOthers(
    'You decided an earlier step, and two steps need two people.',
    'Another person decides this step.',
  ),
  APPROVER_MISSING: withFact(
    'step',
    (step) =>
      `Nobody may approve step ${step} of this order. ` +
      'Ask an administrator to name an approver with a high enough limit.',
  ),
  SEEN_STALE: withFact(
    'stage',
    (stage, facts) =>
      `The order changed since you saw it: it is now ${stageLabel(stage).toLowerCase()}, ` +
      `revision ${text(facts, 'revision') ?? '1'}. Look at it again, then decide.`,
  ),
  VERSION_STALE: withFact(
    'version',
    (version) =>
      `Someone changed the order meanwhile; it is now version ${version}. Compare, then save again.`,
  ),
  ORDER_NOT_FOUND: withFact(
    'order',
    (order) => `No order ${order.slice(0, MAX_GIVEN)} that you may see. Check the number.`,
  ),
  ORDER_ENDED: withFact(
    'stage',
    (stage) => `The order has ended: ${stageLabel(stage).toLowerCase()}. Create a new order.`,
  ),
  TRANSITION_NOT_POSSIBLE: withFact(
    'to',
    (to, facts) =>
      `An order that is ${stageLabel(text(facts, 'from') ?? 'here').toLowerCase()} cannot become ` +
      `${stageLabel(to).toLowerCase()}. Open it to see what it offers.`,
  ),
  EDIT_LOCKED: withFact('fields', (fields, facts) => {
    const several = typeof facts['fields'] === 'object' && (facts['fields']?.length ?? 0) > 1;
    return (
      `${fields} ${several ? 'are' : 'is'} locked once the order goes to the provider. ` +
      'Edit its notes, or cancel it and create a new order.'
    );
  }),
  INTERNAL: withFact(
    'traceId',
    (id) =>
      `Something went wrong on our side; nothing more was changed. Tell an administrator ${id}.`,
  ),
};

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
