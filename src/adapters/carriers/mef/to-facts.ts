import { isCalendarDate, type CalendarDate } from '../../../domain/time';
import type { SnapshotFact } from '../../../domain/order/provider-snapshot';
import type { MefWords } from '../mef-profile';
import type { MefNote, MefOrder } from './order-schema';
import { isKnownItemState, kindOf } from './order-states';

type Fact = Omit<SnapshotFact, 'sequence'>;

const MAX_WORD = 60;

/**
 * Everything an order says has happened, in its order of time. A value is the same on every read:
 * a state carries how often it was reached, a milestone its day, a note its id.
 */
export function toFacts(order: MefOrder, words: MefWords): SnapshotFact[] {
  const facts = [
    ...stateFacts(order),
    ...milestoneFacts(order, words),
    ...itemStateFacts(order),
    ...noteFacts(order),
  ];
  return facts
    .sort((one, other) => one.at.localeCompare(other.at))
    .map((fact, index) => ({ ...fact, sequence: index + 1 }));
}

/** The state changes, oldest first; carriers promise the whole history but not its order. */
export function historyOf(order: MefOrder): { state: string; at: string }[] {
  return (order.stateChange ?? [])
    .map(({ state, changeDate }) => ({ state, at: toInstant(changeDate) }))
    .sort((one, other) => one.at.localeCompare(other.at));
}

/** The last moment the carrier is known to have touched the order. */
export function lastTouchOf(order: MefOrder): string {
  const notes = notesOf(order).flatMap(({ date }) => (date ? [toInstant(date)] : []));
  const moments = [...historyOf(order).map(({ at }) => at), ...notes];
  return moments.sort().at(-1) ?? toInstant(order.orderDate ?? new Date(0).toISOString());
}

/** Notes not written by us, as the carrier lists them. */
export function notesOf(order: MefOrder): MefNote[] {
  const all = [...(order.note ?? []), ...order.productOrderItem.flatMap(({ note }) => note ?? [])];
  return all.filter(({ source }) => source?.toLowerCase() !== 'buyer');
}

export function toInstant(text: string): string {
  return new Date(text).toISOString();
}

/**
 * The day as the carrier wrote it, whatever its offset: committed dates are days, not moments. A day
 * that is none, or one like 9999-12-31 that stands for "not known yet", is no date.
 */
export function toDay(text: string): CalendarDate | null {
  const day = text.slice(0, 10);
  return isCalendarDate(day) && day >= '2000-01-01' && day < '2100-01-01' ? day : null;
}

function stateFacts(order: MefOrder): Fact[] {
  const history = historyOf(order);
  // A state without its history entry still happened; when is unknown, so it counts as the latest.
  if (!history.some(({ state }) => state === order.state)) {
    history.push({ state: order.state, at: lastTouchOf(order) });
  }
  const states = history.map(({ state }) => state);
  return history.map(({ state, at }, index) => {
    const before = states.slice(0, index);
    const times = before.filter((earlier) => earlier === state).length + 1;
    const kind = kindOf(state, before);
    const value = `${clip(state)}${times === 1 ? '' : `#${times}`}`;
    if (kind !== 'completed') return { kind, value, at };
    return { kind, value, at, ...dated(completionOf(order) ?? at) };
  });
}

function dated(text: string): { date?: CalendarDate } {
  const date = toDay(text);
  return date === null ? {} : { date };
}

function completionOf(order: MefOrder): string | null {
  const [item] = order.productOrderItem;
  return item?.completionDate ?? order.completionDate ?? null;
}

function milestoneFacts(order: MefOrder, words: MefWords): Fact[] {
  return order.productOrderItem.flatMap(({ milestone }) =>
    (milestone ?? []).map(({ name, date }) => {
      const kind = Object.hasOwn(words.milestones, name) ? words.milestones[name] : undefined;
      return {
        kind: kind ?? ('unknownWord' as const),
        value: `${clip(name)}@${date.slice(0, 10)}`,
        at: toInstant(date),
        ...dated(date),
      };
    }),
  );
}

function itemStateFacts(order: MefOrder): Fact[] {
  return order.productOrderItem.flatMap(({ state }) =>
    typeof state !== 'string' || isKnownItemState(state)
      ? []
      : [{ kind: 'unknownWord' as const, value: `item:${clip(state)}`, at: lastTouchOf(order) }],
  );
}

function noteFacts(order: MefOrder): Fact[] {
  return notesOf(order).flatMap(({ id, date }) =>
    id && date ? [{ kind: 'noteAdded' as const, value: clip(id), at: toInstant(date) }] : [],
  );
}

/** Words of the carrier become part of keys. */
function clip(word: string): string {
  return word.slice(0, MAX_WORD);
}
