import { entry, type ErrorEntry } from './entry';

/** Errors: what people type. */
export const FIELD_ERRORS = {
  // Fields
  FIELD_REQUIRED: entry(422, 'A value is missing.', 'Fill the named field.'),
  FIELD_UNKNOWN: entry(422, 'This field does not exist.', 'Remove it or check its spelling.'),
  TEXT_EXPECTED: entry(422, 'This is not a text.', 'Send words in quotes.'),
  TEXT_TOO_SHORT: entry(
    422,
    'The text is too short.',
    'Write at least the named number of characters.',
  ),
  TEXT_TOO_LONG: entry(
    422,
    'The text is too long.',
    'Shorten it to the named number of characters.',
  ),
  TEXT_FORBIDDEN_CHARACTER: entry(422, 'The text holds a control character.', 'Remove it.'),
  CHOICE_UNKNOWN: entry(422, 'This is not one of the choices.', 'Take one of the listed values.'),
  MONEY_NOT_READABLE: entry(
    422,
    'This is not an amount of money.',
    'Write it like 1250 or 1250.50.',
  ),
  MONEY_NEGATIVE: entry(422, 'The amount is below zero.', 'Write zero or more.'),
  MONEY_TOO_LARGE: entry(422, 'The amount is too large.', 'Write at most 99,999,999.99.'),
  SPEED_NOT_READABLE: entry(422, 'This is not a speed.', 'Write it like 500M, 1G or 100M/20M.'),
  DATE_NOT_READABLE: entry(422, 'This is not a date.', 'Write it like 2027-03-31.'),
  DATE_PAST: entry(422, 'The date lies in the past.', 'Choose today or a later day.'),
  TERM_NOT_READABLE: entry(
    422,
    'This is not a contract term.',
    'Write a number of months from 1 to 120.',
  ),
  SITE_UNKNOWN: entry(422, 'No site has this id.', 'Choose a site from the site list.'),
  PROVIDER_UNKNOWN: entry(422, 'No provider has this name.', 'Choose one of the active providers.'),
  PROVIDER_INACTIVE: entry(422, 'This provider takes no orders now.', 'Choose an active provider.'),
  PERSON_UNKNOWN: entry(422, 'No such person.', 'Name a colleague by key or e-mail.'),
  REASON_REQUIRED: entry(422, 'A reason is required.', 'Say why, in a few words.'),
  COMMENT_REQUIRED: entry(
    422,
    'A comment is required.',
    'Write why before you reject or ask for changes.',
  ),
} as const satisfies Record<string, ErrorEntry>;
