import { formatMoney } from '../../domain/money';
import { boundTerms, type BoundTerms } from '../../domain/order/approvals';
import { fieldsOf } from '../../domain/order/fields-of';
import type { Order } from '../../domain/order/order';

/**
 * The terms of an order against those somebody was shown: `1G → 2G, 36 months → 24 months`. Where
 * the old ones are not known, or nothing that may be told here differs, the terms as they are.
 */
export function changedTerms(from: BoundTerms | null, order: Order, withMoney: boolean): string {
  const now = wordsOf(boundTerms(fieldsOf(order), order.currency), order, withMoney);
  const old = from === null ? now : wordsOf(from, order, withMoney);
  const changed = now.flatMap((word, index) => {
    const before = old[index] ?? '';
    return before === word ? [] : [`${before} → ${word}`];
  });
  return (changed.length === 0 ? now : changed).join(', ');
}

function wordsOf(terms: BoundTerms, { provider }: Order, withMoney: boolean): string[] {
  const { currency } = terms;
  const cost = (amount: string | null, unit: string) =>
    amount === null ? `no ${unit} cost` : `${formatMoney({ amount, currency })} ${unit}`;
  return [
    terms.site,
    terms.speed,
    terms.provider === provider.key ? provider.name : terms.provider,
    ...(withMoney ? [cost(terms.monthlyCost, 'monthly'), cost(terms.installCost, 'install')] : []),
    terms.termMonths === null ? 'no term' : `${terms.termMonths} months`,
    terms.requestedDate === null ? 'no target date' : `target ${terms.requestedDate}`,
  ];
}
