import { Refusal } from './errors';

/** An amount as payloads carry it: `{ amount: '1800.00', currency: 'USD' }`. Never a float. */
export interface Money {
  /** Exact decimal text with all digits of the currency. */
  amount: string;
  /** ISO 4217. */
  currency: string;
}

/** The currencies we know and how many digits follow their decimal point. */
export const CURRENCY_DIGITS: ReadonlyMap<string, number> = new Map([
  ['USD', 2],
  ['EUR', 2],
  ['GBP', 2],
  ['JPY', 0],
]);

/** The most one cost of an order may be, in minor units: 99,999,999.99 dollars. */
export const MAX_COST_MINOR = 9_999_999_999n;

/**
 * Reads decimal text into minor units, null when it is no exact amount of the currency.
 * `500` and `500.00` USD are 50000n, `500` JPY is 500n; `500.001`, `5e2` and `1,250` are refused.
 */
export function parseMinor(text: string, currency: string): bigint | null {
  const digits = CURRENCY_DIGITS.get(currency);
  const [, sign = '', whole = '', fraction = ''] =
    /^(-?)(\d{1,30})(?:\.(\d{1,9}))?$/u.exec(text) ?? [];
  if (digits === undefined || whole === '' || fraction.length > digits) return null;
  const minor = BigInt(whole + fraction.padEnd(digits, '0'));
  return sign === '-' ? -minor : minor;
}

/** Minor units as a payload carries them: 180000n USD is `1800.00`, -5n is `-0.05`. */
export function toMoney(minor: bigint, currency: string): Money {
  const digits = CURRENCY_DIGITS.get(currency);
  if (digits === undefined) throw new Refusal('MONEY_NOT_READABLE', { currency });
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return { amount: `${minor < 0n ? '-' : ''}${whole}${fraction}`, currency };
}

/** Our own money back in minor units: `1800.00` USD is 180000n. */
export function toMinor({ amount, currency }: Money): bigint {
  const minor = parseMinor(amount, currency);
  if (minor === null) throw new Refusal('MONEY_NOT_READABLE', { given: amount, currency });
  return minor;
}

/** Money as people read it: `1250.00` USD is `$1,250.00` in English, `1.250,00 $` in German. */
export function formatMoney(money: Money, locale = 'en-US'): string {
  toMinor(money);
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency });
  return format.format(money.amount as `${number}`);
}

/** What a contract costs in all: 500.00 a month for 36 months and 250.00 once is 18250.00. */
export function totalContractValue(
  monthlyMinor: bigint,
  installMinor: bigint,
  months: number,
): bigint {
  return monthlyMinor * BigInt(months) + installMinor;
}

/**
 * A share of a monthly price, exact until the one rounding at the end. Half a cent goes up, in a
 * credit down, so that a charge and its credit cancel. 500.00 for 22 of 31 days is 354.84.
 */
export function prorate(monthlyMinor: bigint, numerator: number, denominator: number): bigint {
  const dividend = monthlyMinor * BigInt(numerator);
  const divisor = BigInt(denominator);
  const half = dividend < 0n ? -divisor : divisor;
  return (2n * dividend + half) / (2n * divisor);
}

/**
 * Splits an amount into equal parts whose sum is the amount; the first parts carry the odd cents.
 * 100.00 in 3 is 33.34, 33.33, 33.33. `parts` is at least 1.
 */
export function splitMinor(totalMinor: bigint, parts: number): bigint[] {
  const share = totalMinor / BigInt(parts);
  const rest = totalMinor % BigInt(parts);
  const cent = rest < 0n ? -1n : 1n;
  return Array.from({ length: parts }, (_, index) =>
    BigInt(index) < rest * cent ? share + cent : share,
  );
}
