import fc from 'fast-check';
import { Refusal } from '../../src/domain/errors';
import {
  MAX_COST_MINOR,
  formatMoney,
  parseMinor,
  prorate,
  splitMinor,
  toMinor,
  toMoney,
  totalContractValue,
} from '../../src/domain/money';

const anyMinor = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

describe('parseMinor', () => {
  it.each([
    ['500', 'USD', 50_000n],
    ['500.0', 'USD', 50_000n],
    ['500.00', 'USD', 50_000n],
    ['0', 'USD', 0n],
    ['0.07', 'EUR', 7n],
    ['-12.5', 'GBP', -1_250n],
    ['500', 'JPY', 500n],
    ['99999999.99', 'USD', MAX_COST_MINOR],
    ['99999999999999999999.99', 'USD', 9_999_999_999_999_999_999_999n],
  ])('reads %s %s exactly', (text, currency, minor) => {
    expect(parseMinor(text, currency)).toBe(minor);
  });

  it.each([
    ['5e2', 'USD'],
    ['0.001', 'USD'],
    ['500.00', 'JPY'],
    ['1,250', 'USD'],
    ['$5', 'USD'],
    ['.5', 'USD'],
    ['5.', 'USD'],
    ['+5', 'USD'],
    ['--5', 'USD'],
    ['0x10', 'USD'],
    [' 5', 'USD'],
    ['5\n', 'USD'],
    ['٥', 'USD'],
    ['NaN', 'USD'],
    ['', 'USD'],
    ['9'.repeat(31), 'USD'],
    ['5', 'XXX'],
    ['5', 'usd'],
    ['5', 'constructor'],
  ])('refuses %j %s', (text, currency) => {
    expect(parseMinor(text, currency)).toBeNull();
  });
});

describe('toMoney and toMinor', () => {
  it.each([
    [180_000n, 'USD', '1800.00'],
    [0n, 'USD', '0.00'],
    [-5n, 'USD', '-0.05'],
    [-500n, 'JPY', '-500'],
  ])('writes %d minor %s as %s%s', (minor, currency, amount) => {
    expect(toMoney(minor, currency)).toEqual({ amount, currency });
  });

  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(anyMinor, fc.constantFrom('USD', 'JPY'), (minor, currency) => {
        expect(toMinor(toMoney(minor, currency))).toBe(minor);
      }),
    );
  });

  it('refuse a currency without known digits and an amount that is none', () => {
    expect(() => toMoney(1n, 'XXX')).toThrow(Refusal);
    expect(() => toMinor({ amount: '1e3', currency: 'USD' })).toThrow(Refusal);
  });
});

describe('formatMoney', () => {
  it.each([
    [{ amount: '1250.00', currency: 'USD' }, '$1,250.00'],
    [{ amount: '-0.05', currency: 'USD' }, '-$0.05'],
    [{ amount: '99999999999999999.99', currency: 'EUR' }, '€99,999,999,999,999,999.99'],
    [{ amount: '500', currency: 'JPY' }, '¥500'],
  ])('shows %j as %s', (money, text) => {
    expect(formatMoney(money)).toBe(text);
  });

  it('follows the reader’s language', () => {
    expect(formatMoney({ amount: '1250.00', currency: 'EUR' }, 'de-DE')).toBe('1.250,00\u00a0€');
  });
});

describe('totalContractValue', () => {
  it('is all months and the install', () => {
    expect(totalContractValue(50_000n, 25_000n, 36)).toBe(1_825_000n);
  });
});

describe('prorate', () => {
  it.each([
    ['22 of 31 days', 50_000n, 22, 31, 35_484n],
    ['21 of 30 days', 50_000n, 21, 30, 35_000n],
    ['22 days of a 360-day year', 50_000n, 12 * 22, 360, 36_667n],
    ['22 days of a 365-day year', 50_000n, 12 * 22, 365, 36_164n],
    ['half a cent, upwards', 1n, 1, 2, 1n],
    ['half a cent of a credit, downwards', -1n, 1, 2, -1n],
    ['less than half a cent', 1n, 49, 100, 0n],
    ['nothing', 50_000n, 0, 31, 0n],
  ])('takes %s', (_, monthly, numerator, denominator, share) => {
    expect(prorate(monthly, numerator, denominator)).toBe(share);
  });

  it('is within half a cent of the exact share', () => {
    fc.assert(
      fc.property(anyMinor, fc.nat(366), fc.integer({ min: 1, max: 366 }), (minor, part, whole) => {
        const error = 2n * (prorate(minor, part, whole) * BigInt(whole) - minor * BigInt(part));
        expect(error <= BigInt(whole) && error >= -BigInt(whole)).toBe(true);
      }),
    );
  });
});

describe('splitMinor', () => {
  it.each([
    [10_000n, 3, [3_334n, 3_333n, 3_333n]],
    [-10_000n, 3, [-3_334n, -3_333n, -3_333n]],
    [2n, 4, [1n, 1n, 0n, 0n]],
  ])('splits %d in %d', (total, parts, shares) => {
    expect(splitMinor(total, parts)).toEqual(shares);
  });

  it('loses no cent, and no two parts differ by more than one', () => {
    fc.assert(
      fc.property(anyMinor, fc.integer({ min: 1, max: 120 }), (total, parts) => {
        const shares = splitMinor(total, parts);
        const sorted = shares.toSorted((left, right) => (left < right ? -1 : 1));
        expect(shares).toHaveLength(parts);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(total);
        expect((sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n)).toBeLessThanOrEqual(1n);
      }),
    );
  });
});
