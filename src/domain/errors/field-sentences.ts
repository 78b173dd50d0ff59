import { day, given, listed, text, withFact, type Sentences } from './sentence-parts';

/** Sentences about what people type. */
export const FIELD_SENTENCES: Sentences = {
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
};
