import type { Column } from '../tables/column';

/** What two values of a column are compared by. */
export type Key = number | string;

/** Integers compare as numbers, the rest as text; an empty value is the empty text. */
export function toKey(column: Column, value: string, isCaseRespected: boolean): Key {
  if (value === '') return '';
  if (column.type === 'integer') return Number(value);
  if (column.type === 'boolean') {
    return value === '1' ? 'true' : value === '0' ? 'false' : value.toLowerCase();
  }
  return isCaseRespected ? value : value.toLowerCase();
}

/** Negative, 0 or positive; empties come first; NaN (no number at all) compares with nothing. */
export function compareKeys(left: Key, right: Key): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'number') return right === '' ? 1 : Number.NaN;
  if (typeof right === 'number') return left === '' ? -1 : Number.NaN;
  return left < right ? -1 : left > right ? 1 : 0;
}
