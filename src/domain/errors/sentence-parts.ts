import type { ErrorCode, Facts } from '../errors';
import { STAGES, type Stage } from '../order/stages';
import { formatDay, isCalendarDate } from '../time';

/** Names that make a refusal concrete; none is needed. */
export interface SentenceNames {
  /** Who may decide the step that is asked now. */
  waitingFor?: readonly string[];
  step?: number;
  steps?: number;
  provider?: string;
}

export type Sentences = Partial<Record<ErrorCode, Sentence>>;

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

export type Sentence = (facts: Facts, names: SentenceNames) => string | undefined;

export const MAX_GIVEN = 80;

/** A fact as words; several are joined. */
export function text(facts: Facts, name: string): string | undefined {
  const value = facts[name];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null) return listed(value, 'and');
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A fact that must be there for the sentence to make sense; without it the catalogue speaks. */
export const withFact =
  (name: string, sentence: (value: string, facts: Facts, names: SentenceNames) => string) =>
  (facts: Facts, names: SentenceNames) => {
    const value = text(facts, name);
    return value === undefined ? undefined : sentence(value, facts, names);
  };

/** What the person wrote, quoted and cut. */
export const given = (sentence: (quoted: string) => string) =>
  withFact('given', (value) => {
    const cut = Array.from(value);
    return sentence(`“${cut.length > MAX_GIVEN ? `${cut.slice(0, MAX_GIVEN).join('')}…` : value}”`);
  });

/** A date, or the day of an instant. No `now` here: it always names its year. */
export function day(given: string): string {
  const date = given.slice(0, 10);
  return isCalendarDate(date) ? formatDay(date, { now: '1970-01-01T00:00:00.000Z' }) : given;
}

export const stageLabel = (word: string) =>
  Object.hasOwn(STAGES, word) ? STAGES[word as Stage].label : word;

export const sentences = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
