import { isErrorCode } from '../errors';
import { refusalSentence } from '../errors/sentence';
import type { SentenceNames } from '../errors/sentence-parts';
import { formatMoney, toMinor, toMoney } from '../money';
import type { Finding } from './finding';

type Facts = Finding['facts'];

const text = (facts: Facts, name: string) => String(facts[name] ?? '');

/** What is left of the budget once this order has taken its part. */
function budgetLeft(facts: Facts): string {
  const currency = text(facts, 'currency');
  const minor = (name: string) => toMinor({ amount: text(facts, name), currency });
  const left = formatMoney(toMoney(minor('available') - minor('amount'), currency));
  return `Budget ${text(facts, 'costCentre')}: ${left} left in ${text(facts, 'fiscalYear')} after this order`;
}

function approvals(facts: Facts): string {
  const steps = Number(facts['steps'] ?? 0);
  return steps === 1 ? 'One approval needed' : `${steps} approvals needed, one after the other`;
}

const GOOD_NEWS: Readonly<Record<string, (facts: Facts, names: SentenceNames) => string>> = {
  DUPLICATE_NONE: () => 'No other order for this site and purpose',
  BUDGET_COVERS: budgetLeft,
  SERVICEABILITY_GREEN: (facts, { provider = 'The provider' }) => {
    const interval = facts['intervalBusinessDays'];
    const about = interval === undefined ? '' : `, in about ${interval} business days`;
    return `${provider} can serve this address${about}`;
  },
  APPROVAL_NONE: () => 'No approval needed',
  APPROVAL_NEEDED: approvals,
};

/**
 * A finding as a person reads it, without a mark of its severity. Good news has no full stop, for it
 * stands behind a tick: `Budget 4410: $42,115.48 left in 2026 after this order`.
 */
export function findingSentence({ code, facts }: Finding, names: SentenceNames = {}): string {
  if (isErrorCode(code)) return refusalSentence(code, facts, names);
  return GOOD_NEWS[code]?.(facts, names) ?? code;
}
