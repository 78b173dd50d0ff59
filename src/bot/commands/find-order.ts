import { Refusal } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { Asking } from '../asking';
import { parseId, toOrderNumber } from './parse-id';

export type FoundOrder =
  { order: Order; rest: string } | { order: null; sentence: string; rest: string };

/** How many years a bare counter may mean. */
const YEARS_BACK = 5;

/** The order a command names. A bare number is enough while only one order has it. */
export async function findOrder(asking: Asking, text: string): Promise<FoundOrder> {
  const { orders } = asking.tools;
  const { id, typed, rest } = parseId(text);
  if (typed === '') {
    return { order: null, rest, sentence: 'Say which order, for example CO-2026-000123 or 123.' };
  }
  if (id === null) throw new Refusal('ORDER_NOT_FOUND', { order: typed });
  if ('orderNumber' in id) {
    const order = await orders.read(id.orderNumber);
    if (order === null) throw new Refusal('ORDER_NOT_FOUND', { order: id.orderNumber });
    return { order, rest };
  }
  // The counter starts anew each year; around New Year a site's year may already be the next.
  const newest = Number(asking.now.slice(0, 4)) + 1;
  const years = Array.from({ length: YEARS_BACK + 2 }, (_, index) => newest - index);
  const read = await Promise.all(years.map((year) => orders.read(toOrderNumber(year, id.counter))));
  const found = read.filter((order) => order !== null);
  const [first] = found;
  if (first === undefined) throw new Refusal('ORDER_NOT_FOUND', { order: typed });
  if (found.length === 1) return { order: first, rest };
  const choices = found.map(
    ({ orderNumber, site }, index) => `${index + 1}. ${orderNumber} ${site.name}`,
  );
  return {
    order: null,
    rest,
    sentence: [`${typed} could be several orders; send the full number:`, ...choices].join('\n'),
  };
}
