import { notSimulated } from '../http/api-error';
import type { Row } from '../instance-state';
import type { FieldPath } from '../records/field-path';
import { compareKeys, toKey, type Key } from '../values/comparison-key';
import { parseStamp, toStamp } from '../values/stamp';
import type { Condition } from './query-tree';
import { relativeInstant } from './relative-instant';
import { scriptValue } from './script-value';

export type RowTest = (row: Row) => boolean;

export interface QueryContext {
  isCaseRespected: boolean;
  nowMs: number;
  /** Who asks; "me" in dynamic filters. */
  userId: string;
  /** Whose days scripts count in. */
  zone: string;
  pathOf(field: string): FieldPath | undefined;
}

/** The stock dynamic filter "Me". */
const DYNAMIC_ME = '90d1921e5f510100a9ad2572f2b477fe';
const DAY_MS = 86_400_000;

/** A literal as the column stores it, or undefined if the column could never hold it. */
function toLiteral(path: FieldPath, text: string, context: QueryContext): string | undefined {
  if (text.startsWith('javascript:')) {
    const value = scriptValue(text, context);
    if (value === undefined) throw notSimulated(text);
    return value;
  }
  if (path.column.type !== 'date_time' || text === '') return text;
  const instant = parseStamp(text);
  return instant === undefined ? undefined : toStamp(instant);
}

/**
 * The test a condition stands for; undefined if its value makes no sense for the field, which
 * drops the term. What would need more than is simulated is refused. Empty values satisfy no
 * comparison of size, but every negation.
 */
export function matchCondition(
  condition: Condition,
  path: FieldPath,
  context: QueryContext,
): RowTest | undefined {
  const { operator, value } = condition;
  const { column } = path;
  const keyOf = (text: string): Key => toKey(column, text, context.isCaseRespected);
  const isEmpty: RowTest = (row) => path.value(row) === '';
  const negate = (test: RowTest | undefined): RowTest | undefined => test && ((row) => !test(row));

  const equals = (text: string): RowTest | undefined => {
    if (text === '') return isEmpty;
    const literal = toLiteral(path, text, context);
    if (literal === undefined) return undefined;
    const wanted = keyOf(literal);
    return (row) => !isEmpty(row) && compareKeys(keyOf(path.value(row)), wanted) === 0;
  };
  const size = (text: string, holds: (order: number) => boolean): RowTest | undefined => {
    const literal = toLiteral(path, text, context);
    if (literal === undefined) return undefined;
    const limit = keyOf(literal);
    return (row) =>
      literal !== '' && !isEmpty(row) && holds(compareKeys(keyOf(path.value(row)), limit));
  };
  const isOneOf = (): RowTest | undefined => {
    const tests = value
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .flatMap((entry) => equals(entry) ?? []);
    return (row) => tests.some((test) => test(row));
  };
  // People search a reference by what they see, not by its id.
  const isShown = column.type === 'reference' || column.type === 'list';
  const fold = (text: string) => (context.isCaseRespected ? text : text.toLowerCase());
  const textTest = (holds: (text: string, wanted: string) => boolean): RowTest | undefined => {
    if (value.startsWith('javascript:')) throw notSimulated(value);
    const wanted = fold(value);
    return (row) => holds(fold(isShown ? path.display(row) : path.value(row)), wanted);
  };
  const between = (from: string | undefined, to: string | undefined): RowTest | undefined => {
    if (from === undefined || to === undefined || from === '' || to === '') return undefined;
    const lower = size(from, (order) => order >= 0);
    const upper = size(to, (order) => order <= 0);
    return lower && upper && ((row) => lower(row) && upper(row));
  };
  const onDay = (): RowTest | undefined => {
    const [shown = '', from, to] = value.split('@');
    if (column.type !== 'date_time') return undefined;
    // As the list view writes it: what a person reads, then where the day begins and ends.
    const bounded = to === undefined ? undefined : between(from, to);
    if (bounded) return bounded;
    const day = parseStamp(shown.slice(0, 10));
    if (day === undefined) return undefined;
    return between(toStamp(day), toStamp(day + DAY_MS - 1000));
  };
  const relative = (holds: (order: number) => boolean): RowTest | undefined => {
    const instant = relativeInstant(value, context.nowMs);
    if (instant === undefined || column.type !== 'date_time') return undefined;
    return size(toStamp(instant), holds);
  };
  const otherField = (holds: (mine: Key, other: Key) => boolean): RowTest | undefined => {
    if (value.includes('@')) throw notSimulated(`${operator}${value}`);
    const other = context.pathOf(value);
    return other && ((row) => holds(keyOf(path.value(row)), keyOf(other.value(row))));
  };
  const bothSet = (mine: Key, other: Key) => mine !== '' && other !== '';

  switch (operator) {
    case '=':
      return equals(value);
    case '!=':
      return negate(equals(value));
    case '>':
      return size(value, (order) => order > 0);
    case '>=':
      return size(value, (order) => order >= 0);
    case '<':
      return size(value, (order) => order < 0);
    case '<=':
      return size(value, (order) => order <= 0);
    case 'IN':
      return isOneOf();
    case 'NOT IN':
      return negate(isOneOf());
    case 'LIKE':
      return textTest((text, wanted) => text.includes(wanted));
    case 'NOT LIKE':
      return negate(textTest((text, wanted) => text.includes(wanted)));
    case 'STARTSWITH':
      return textTest((text, wanted) => text.startsWith(wanted));
    case 'ENDSWITH':
      return textTest((text, wanted) => text.endsWith(wanted));
    case 'ISEMPTY':
    case 'EMPTYSTRING':
      return isEmpty;
    case 'ISNOTEMPTY':
      return negate(isEmpty);
    case 'ANYTHING':
      return () => true;
    case 'BETWEEN': {
      const [from, to, ...rest] = value.split('@');
      return rest.length > 0 ? undefined : between(from, to);
    }
    case 'SAMEAS':
      return otherField((mine, other) => compareKeys(mine, other) === 0);
    case 'NSAMEAS':
      return otherField((mine, other) => compareKeys(mine, other) !== 0);
    case 'GT_FIELD':
      return otherField((mine, other) => bothSet(mine, other) && compareKeys(mine, other) > 0);
    case 'LT_FIELD':
      return otherField((mine, other) => bothSet(mine, other) && compareKeys(mine, other) < 0);
    case 'ON':
      return onDay();
    case 'RELATIVEGT':
      return relative((order) => order > 0);
    case 'RELATIVELT':
      return relative((order) => order < 0);
    case 'DYNAMIC':
      if (value !== DYNAMIC_ME) throw notSimulated(`DYNAMIC${value}`);
      return equals(context.userId);
  }
}
