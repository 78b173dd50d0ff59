import type { ActionSet, BoardAnswer, OrderListAnswer, OrderRow } from '../../api/answers';
import { STATUS_NAMES, isOpen, type Status } from '../../domain/order/stages';
import { passes, type Filters } from './filters';

/**
 * The board in memory: every row known, by order number, and what each column says of itself.
 * Changed rows are merged one by one; the whole is read once. All functions return a new state.
 */
export interface BoardState {
  rows: ReadonlyMap<string, BoardRow>;
  columns: Readonly<Record<Status, ColumnState>>;
  actions: BoardAnswer['actions'];
  activeOrders: number;
  pendingApprovals: number;
  /** Where the event stream has to begin so that nothing after these rows is missed. */
  eventsFrom: string;
}

/** A row with its own action set: the keys of one answer mean nothing in another. */
export type BoardRow = OrderRow & { offers: ActionSet | null };

export interface ColumnState {
  label: string;
  help: string;
  count: number;
  /** More orders than anyone counted. */
  capped: boolean;
  /** Cursor of the rows not read yet. */
  next: string | null;
}

type Sets = Record<string, ActionSet>;

const withOffers = (row: OrderRow, sets: Sets): BoardRow => ({
  ...row,
  offers: sets[row.action_set] ?? null,
});

export function toBoardState(answer: BoardAnswer): BoardState {
  const rows = new Map<string, BoardRow>();
  const columns = {} as Record<Status, ColumnState>;
  for (const { status, label, help, count, rows: given, next } of answer.columns) {
    columns[status] = { label, help, count: count.value, capped: count.capped, next };
    for (const row of given) rows.set(row.order_number, withOffers(row, answer.action_sets));
  }
  return {
    rows,
    columns,
    actions: answer.actions,
    activeOrders: answer.active_orders,
    pendingApprovals: answer.pending_approvals,
    eventsFrom: answer.events_from,
  };
}

export function toRows({ orders, action_sets = {} }: OrderListAnswer): BoardRow[] {
  return orders.map((row) => withOffers(row, action_sets));
}

/** A page of a column, and of which reading of the board it is the continuation. */
export interface NextPage {
  rows: readonly BoardRow[];
  next: string | null;
  after: string;
  eventsFrom: string;
}

/**
 * Adds the next page of one column. A row already known in a newer version stays. A page that was
 * asked of a board read before this one says nothing of this one.
 */
export function addPage(state: BoardState, status: Status, page: NextPage): BoardState {
  if (state.eventsFrom !== page.eventsFrom || state.columns[status].next !== page.after) {
    return state;
  }
  const rows = new Map(state.rows);
  const tally = createTally(state);
  for (const row of page.rows) {
    const known = rows.get(row.order_number);
    if (known !== undefined && known.version >= row.version) continue;
    // Unknown rows are in the counts of the board; a known one stood in another place of it.
    if (known !== undefined) {
      tally.add(known, -1);
      tally.add(row, 1);
    }
    rows.set(row.order_number, row);
  }
  const sums = tally.sums();
  const column = { ...sums.columns[status], next: page.next };
  return { ...state, rows, ...sums, columns: { ...sums.columns, [status]: column } };
}

/**
 * Whether a changed row was counted by the board without being read: nobody here knows in which
 * column, so the counts have to be asked for.
 */
export function isCountedUnread(state: BoardState, row: BoardRow): boolean {
  return !state.rows.has(row.order_number) && row.version > 1 && !isAllRead(state);
}

/** The board's own counts, in place of those that were kept up here. */
export function withCounts(state: BoardState, answer: BoardAnswer): BoardState {
  const columns = { ...state.columns };
  for (const { status, count } of answer.columns) {
    columns[status] = { ...columns[status], count: count.value, capped: count.capped };
  }
  const { active_orders: activeOrders, pending_approvals: pendingApprovals } = answer;
  return { ...state, columns, activeOrders, pendingApprovals };
}

const isAllRead = (state: BoardState): boolean =>
  STATUS_NAMES.every((status) => state.columns[status].next === null);

/**
 * Takes over rows that were read again; `gone` are numbers the API no longer shows. Counts follow
 * the rows; an order seen for the first time counts as new when it is, or when nothing is unread.
 */
export function mergeRows(
  state: BoardState,
  changed: readonly BoardRow[],
  gone: readonly string[],
  filters: Filters,
): BoardState {
  const rows = new Map(state.rows);
  const tally = createTally(state);
  const allRead = isAllRead(state);
  for (const row of changed) {
    const before = rows.get(row.order_number);
    if (before !== undefined && before.version > row.version) continue;
    const shown = passes(row, filters);
    if (before !== undefined) tally.add(before, -1);
    if (shown && (before !== undefined || allRead || row.version === 1)) tally.add(row, 1);
    if (shown) rows.set(row.order_number, row);
    else rows.delete(row.order_number);
  }
  for (const number of gone) {
    const before = rows.get(number);
    if (before !== undefined) tally.add(before, -1);
    rows.delete(number);
  }
  return { ...state, rows, ...tally.sums() };
}

function createTally(state: BoardState) {
  const counts = Object.fromEntries(
    STATUS_NAMES.map((status) => [status, state.columns[status].count]),
  ) as Record<Status, number>;
  let { activeOrders, pendingApprovals } = state;
  return {
    add(row: OrderRow, step: 1 | -1) {
      counts[row.status] += step;
      if (isOpen(row.stage)) activeOrders += step;
      if (row.stage === 'pending_approval') pendingApprovals += step;
    },
    sums() {
      const columns = Object.fromEntries(
        STATUS_NAMES.map((status) => [status, { ...state.columns[status], count: counts[status] }]),
      ) as Record<Status, ColumnState>;
      return { columns, activeOrders, pendingApprovals };
    },
  };
}

/** What can be shown of a filtered board before its answer is there. */
export function narrow(state: BoardState, filters: Filters): BoardState {
  const rows = new Map([...state.rows].filter(([, row]) => passes(row, filters)));
  const columns = { ...state.columns };
  for (const status of STATUS_NAMES) {
    const count = [...rows.values()].filter((row) => row.status === status).length;
    columns[status] = { ...columns[status], count, next: null };
  }
  return { ...state, rows, columns };
}

/** Rows per column, sorted by due date, orders without one last, then by number. */
export function toColumns(state: BoardState): Record<Status, BoardRow[]> {
  const columns = Object.fromEntries(
    STATUS_NAMES.map((status): [Status, BoardRow[]] => [status, []]),
  ) as Record<Status, BoardRow[]>;
  for (const row of state.rows.values()) columns[row.status].push(row);
  for (const status of STATUS_NAMES) columns[status].sort(byDueDate);
  return columns;
}

function byDueDate(one: OrderRow, other: OrderRow): number {
  const [a, b] = [one.due_on ?? '9999', other.due_on ?? '9999'];
  if (a !== b) return a < b ? -1 : 1;
  return one.order_number < other.order_number ? -1 : 1;
}
