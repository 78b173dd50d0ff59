import type { OrderAnswer } from '../../api/answers';
import { formatMoney } from '../../domain/money';
import { fieldEntry, type FieldName } from '../../domain/order/fields';
import { formatDay } from '../../domain/time';
import { TEXTS } from '../texts';

/** A field's value as people read it; null when it is empty. */
export function fieldText(name: FieldName, order: OrderAnswer, now: string): string | null {
  const { column, type } = fieldEntry(name);
  const value = (order as unknown as Readonly<Record<string, unknown>>)[column];
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  if (type === 'money') return formatMoney({ amount: text, currency: order.currency });
  if (type === 'date') return formatDay(text, { now });
  if (type === 'months') return `${text} ${TEXTS.form.months}`;
  if (type === 'provider') return order.provider_name;
  if (type === 'site') return order.site_name;
  return text;
}
