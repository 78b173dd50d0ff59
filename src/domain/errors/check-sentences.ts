import type { Facts } from '../errors';
import { formatMoney } from '../money';
import {
  day,
  sentences,
  stageLabel,
  text,
  withFact,
  type Sentence,
  type Sentences,
} from './sentence-parts';

/** Sentences about what the checks on submit found. */
const money = (facts: Facts, name: string) =>
  formatMoney({ amount: text(facts, name) ?? '0', currency: text(facts, 'currency') ?? 'USD' });

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

export const CHECK_SENTENCES: Sentences = {
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
};
