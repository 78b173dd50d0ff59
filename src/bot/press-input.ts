import { Refusal, type ErrorCode, type Facts } from '../domain/errors';
import { parseField } from '../domain/order/field-types';
import { FIELDS, FIELD_NAMES } from '../domain/order/fields';
import type { IntentInput } from '../ports/orders';
import type { CardData } from './turn';

const MAX_TEXT = 2000;

/** `CO-2026-000123` in a card's data, or as typed. */
const ORDER_NUMBER = /^CO-\d{4}-\d{6,9}$/iu;

export function parseOrderNumber({ orderNumber }: CardData): string {
  if (typeof orderNumber === 'string' && ORDER_NUMBER.test(orderNumber)) {
    return orderNumber.toUpperCase();
  }
  throw new Refusal('ORDER_NOT_FOUND', {
    order: typeof orderNumber === 'string' ? orderNumber : '(none)',
  });
}

export type ParsedInput = { input: IntentInput } | { code: ErrorCode; facts: Facts };

/** The texts an action asks for; everything else a card sends along is ignored. */
export function parseInput(data: CardData): ParsedInput {
  const input: IntentInput = {};
  for (const [name, column] of [
    ['comment', 'comment'],
    ['reason', 'reason'],
    ['result', 'result'],
    ['billingStartOn', 'billing_start_on'],
  ] as const) {
    const isDate = name === 'billingStartOn';
    const parsed = parseField(
      { label: name, type: isDate ? 'date' : 'text', column, word: name, max: MAX_TEXT },
      data[column],
      // Billing may start on a day that has passed.
      { today: '0000-01-01', currency: 'USD' },
    );
    if ('code' in parsed) return parsed;
    if (typeof parsed.value === 'string') input[name] = parsed.value;
  }
  return { input };
}

/** The catalogue's fields in a form's data, under their columns. */
export function formValues(data: CardData): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const name of FIELD_NAMES) {
    const { column } = FIELDS[name];
    const value = data[column];
    if (typeof value === 'string' || typeof value === 'number') values[column] = value;
  }
  return values;
}
