import { STATUSES, STATUS_NAMES, type Status } from '../../src/domain/order/stages';
import {
  addPage,
  mergeRows,
  narrow,
  toColumns,
  type BoardRow,
  type BoardState,
  type NextPage,
} from '../../src/web/board/board-state';
import { NO_FILTERS, filterQuery, parseFilters } from '../../src/web/board/filters';
import { aRow } from './row';

const numbered = (counter: number, change: Partial<BoardRow> = {}) =>
  aRow({ order_number: `CO-2026-00000${counter}`, ...change });

function board(rows: readonly BoardRow[], next: string | null = null): BoardState {
  const column = (status: Status) => {
    const count = rows.filter((row) => row.status === status).length;
    return { ...STATUSES[status], count, capped: false, next };
  };
  return {
    rows: new Map(rows.map((row) => [row.order_number, row])),
    columns: Object.fromEntries(
      STATUS_NAMES.map((status) => [status, column(status)]),
    ) as BoardState['columns'],
    actions: {} as BoardState['actions'],
    activeOrders: rows.length,
    pendingApprovals: 0,
    eventsFrom: '1.7.7',
  };
}

test('sorts a column by due date, orders without one last, equal ones by number', () => {
  const rows = [
    numbered(1),
    numbered(2, { due_on: '2026-10-20' }),
    numbered(3, { due_on: '2026-10-09' }),
    numbered(4, { due_on: '2026-10-09' }),
  ];
  const numbers = toColumns(board(rows)).draft.map((row) => row.order_number.at(-1));
  expect(numbers).toEqual(['3', '4', '2', '1']);
});

test('moves a changed row and both counts with it', () => {
  const state = board([numbered(1), numbered(2)]);
  const moved = numbered(1, { version: 2, stage: 'submitted', status: 'submitted' });
  const next = mergeRows(state, [moved], [], NO_FILTERS);
  expect(next.columns.draft.count).toBe(1);
  expect(next.columns.submitted.count).toBe(1);
  expect(next.activeOrders).toBe(2);
});

test('counts approvals and active orders as they come and go', () => {
  const waiting = numbered(1, { version: 2, stage: 'pending_approval' });
  const asked = mergeRows(board([numbered(1)]), [waiting], [], NO_FILTERS);
  expect(asked.pendingApprovals).toBe(1);
  const ended = numbered(1, { version: 3, stage: 'withdrawn', status: 'cancelled' });
  const done = mergeRows(asked, [ended], [], NO_FILTERS);
  expect(done).toMatchObject({ pendingApprovals: 0, activeOrders: 0 });
});

test('ignores an answer older than what it shows', () => {
  const state = board([numbered(1, { version: 5, speed: '2G' })]);
  const next = mergeRows(state, [numbered(1, { version: 4, speed: '1G' })], [], NO_FILTERS);
  expect(next.rows.get('CO-2026-000001')?.speed).toBe('2G');
});

test('takes away what the API no longer shows or a filter no longer lets through', () => {
  const state = board([numbered(1), numbered(2)]);
  expect(mergeRows(state, [], ['CO-2026-000001'], NO_FILTERS).columns.draft.count).toBe(1);
  const filters = { status: [], provider: ['att'] };
  const away = numbered(2, { version: 2, provider: 'comcast' });
  const next = mergeRows(state, [away], [], filters);
  expect([...next.rows.keys()]).toEqual(['CO-2026-000001']);
  expect(next.columns.draft.count).toBe(1);
});

test('counts an order never seen only when it must be new', () => {
  const unread = board([numbered(1)], 'cursor');
  const old = mergeRows(unread, [numbered(2, { version: 7 })], [], NO_FILTERS);
  expect(old.columns.draft.count).toBe(1);
  const fresh = mergeRows(unread, [numbered(2)], [], NO_FILTERS);
  expect(fresh.columns.draft.count).toBe(2);
});

const pageOf = (rows: readonly BoardRow[], change: Partial<NextPage> = {}): NextPage => ({
  ...{ rows, next: null, after: 'cursor', eventsFrom: '1.7.7' },
  ...change,
});

test('moves both counts with a row that a page shows in another column', () => {
  const state = board([numbered(1), numbered(2)], 'cursor');
  const moved = numbered(1, { version: 2, stage: 'submitted', status: 'submitted' });
  const next = addPage(state, 'submitted', pageOf([moved]));
  expect(next.columns.draft.count).toBe(1);
  expect(next.columns.submitted.count).toBe(1);
});

test.each([{ after: 'older' }, { eventsFrom: '1.6.6' }])(
  'adds no page that was asked of an earlier board: %j',
  (change) => {
    const state = board([numbered(1)], 'cursor');
    expect(addPage(state, 'draft', pageOf([numbered(2)], change))).toBe(state);
  },
);

test('adds a page without losing a newer row', () => {
  const state = board([numbered(1, { version: 3 })], 'cursor');
  const next = addPage(state, 'draft', pageOf([numbered(1, { version: 2 }), numbered(2)]));
  expect(next.rows.get('CO-2026-000001')?.version).toBe(3);
  expect(next.rows.size).toBe(2);
  expect(next.columns.draft.next).toBeNull();
});

test('shows a filter at once from what is in memory', () => {
  const state = board([numbered(1), numbered(2, { provider: 'comcast' })]);
  const seen = narrow(state, { status: [], provider: ['comcast'] });
  expect(seen.columns.draft.count).toBe(1);
});

test('reads filters from an address and writes equal ones equally', () => {
  const filters = parseFilters('?status=submitted&status=draft&status=nonsense&provider=att');
  expect(filters).toEqual({ status: ['draft', 'submitted'], provider: ['att'] });
  expect(filterQuery(filters)).toBe('?status=draft&status=submitted&provider=att');
  expect(filterQuery(NO_FILTERS)).toBe('');
});
