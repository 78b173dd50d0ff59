import type { BudgetAnswer } from '../../api/answers';
import { formatMoney, toMinor, toMoney } from '../../domain/money';

/** What the budget has left once this order took its part, as money to read. */
export function leftAfter({ amount, available, currency }: BudgetAnswer): string {
  const left = toMinor({ amount: available, currency }) - toMinor({ amount, currency });
  return formatMoney(toMoney(left, currency));
}
