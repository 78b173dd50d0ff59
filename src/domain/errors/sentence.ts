import { errorEntry, type ErrorCode, type Facts } from '../errors';
import type { Order } from '../order/order';
import { ACTION_SENTENCES } from './action-sentences';
import { CHECK_SENTENCES } from './check-sentences';
import { FIELD_SENTENCES } from './field-sentences';
import { given, withFact, type SentenceNames, type Sentences } from './sentence-parts';

const tooDeep = withFact(
  'deepest',
  (deepest) => `The body is nested too deeply. Use no more than ${deepest} levels.`,
);

const SENTENCES: Sentences = {
  ...FIELD_SENTENCES,
  ...CHECK_SENTENCES,
  ...ACTION_SENTENCES,
  BODY_NOT_READABLE: (facts, names) =>
    facts['utf8'] === false ? 'The body is not UTF-8. Send JSON in UTF-8.' : tooDeep(facts, names),
  FIELD_DOUBLED: given((quoted) => `${quoted} is given twice. Send it once.`),
  INTERNAL: withFact(
    'traceId',
    (id) =>
      `Something went wrong on our side; nothing more was changed. Tell an administrator ${id}.`,
  ),
};

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
