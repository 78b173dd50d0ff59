import type { OrderAnswer } from '../../api/answers';
import { FIELD_NAMES, fieldEntry } from '../../domain/order/fields';

/** What stands in the inputs, by column name; empty text is an emptied field. */
export type FormValues = Readonly<Record<string, string>>;

export const COLUMNS: readonly string[] = FIELD_NAMES.map((name) => fieldEntry(name).column);

export const EMPTY_VALUES: FormValues = Object.fromEntries(COLUMNS.map((column) => [column, '']));

/** The order's fields as inputs show them. */
export function toFormValues(order: OrderAnswer): FormValues {
  const values = order as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(COLUMNS.map((column) => [column, toText(values[column])]));
}

const toText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The body of a write: empty inputs are null, so that the API empties the field. */
export function toFields(values: FormValues): Record<string, string | null> {
  return Object.fromEntries(COLUMNS.map((column) => [column, values[column]?.trim() || null]));
}

/** Like `toFields` without what is empty: an order that does not exist has nothing to empty. */
export function filledFields(values: FormValues): Record<string, string> {
  const filled = Object.entries(toFields(values)).filter(([, value]) => value !== null);
  return Object.fromEntries(filled) as Record<string, string>;
}

/** What a form shows after a save: the order as it is stored, and what was typed since it was sent. */
export function typedSince(typed: FormValues, sent: FormValues, stored: FormValues): FormValues {
  const columns = COLUMNS.map((column) => {
    const isNew = typed[column] !== sent[column];
    return [column, (isNew ? typed[column] : stored[column]) ?? ''];
  });
  return Object.fromEntries(columns) as FormValues;
}

/** `/speed` means the column `speed`; anything deeper means its first part. */
export function columnOfPointer(pointer: string): string {
  return pointer.replace(/^\//u, '').split('/')[0] ?? '';
}
