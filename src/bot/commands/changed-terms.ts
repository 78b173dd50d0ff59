import { dayOf, eyesOf, maySeeMoney, type Eyes } from '../../../cards/words';
import { formatMoney } from '../../domain/money';
import { boundTerms, type BoundTerms } from '../../domain/order/approvals';
import { fieldsOf } from '../../domain/order/fields-of';
import type { Order } from '../../domain/order/order';
import { isShared, type Asking } from '../asking';

/**
 * The terms of an order against those somebody was shown: `1G → 2G, 36 months → 24 months`. Where
 * the old ones are not known, or nothing that may be told here differs, the terms as they are.
 */
export async function changedTerms(
  asking: Asking,
  from: BoundTerms | null,
  order: Order,
): Promise<string> {
  const { member } = asking;
  const eyes = eyesOf(order, member, asking.now);
  const withMoney = !isShared(asking) && maySeeMoney(order, member);
  const now = wordsOf(boundTerms(fieldsOf(order), order.currency), order, { eyes, withMoney });
  if (from === null) return now.join(', ');
  const old = wordsOf(from, await namesThen(asking, from), { eyes, withMoney });
  const changed = now.flatMap((word, index) => {
    const before = old[index] ?? '';
    return before === word ? [] : [`${before} → ${word}`];
  });
  return (changed.length === 0 ? now : changed).join(', ');
}

interface Names {
  site: { name: string };
  provider: { name: string };
}

/** What the site and the provider of older terms are called; people know no keys. */
async function namesThen({ tools }: Asking, { site, provider }: BoundTerms): Promise<Names> {
  const { directory } = tools;
  return {
    site: (await directory.findSite(site)) ?? { name: site },
    provider: (await directory.findProvider(provider)) ?? { name: provider },
  };
}

function wordsOf(
  terms: BoundTerms,
  { site, provider }: Names,
  { eyes, withMoney }: { eyes: Eyes; withMoney: boolean },
): string[] {
  const { currency, monthlyCost, installCost, termMonths, requestedDate } = terms;
  const cost = (amount: string | null, unit: string, none: string) =>
    amount === null ? none : `${formatMoney({ amount, currency })} ${unit}`;
  return [
    site.name,
    provider.name,
    terms.speed,
    ...(withMoney
      ? [
          cost(monthlyCost, 'a month', 'no monthly cost'),
          cost(installCost, 'install', 'no install cost'),
        ]
      : []),
    termMonths === null ? 'no term' : `${termMonths} months`,
    requestedDate === null ? 'no target date' : `target ${dayOf(requestedDate, eyes)}`,
  ];
}
