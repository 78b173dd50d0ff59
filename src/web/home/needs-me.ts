import type { ActionName } from '../../domain/order/actions';
import type { BoardRow } from '../board/board-state';

/** Actions an order waits for somebody to take, as the API offers them. */
const WAITED_FOR: readonly ActionName[] = ['approve', 'revise', 'accept', 'enable'];

export interface Task {
  row: BoardRow;
  action: ActionName;
}

/** Orders that wait for this person, the longest wait first. */
export function tasksFor(rows: Iterable<BoardRow>): Task[] {
  const tasks: Task[] = [];
  for (const row of rows) {
    const action = WAITED_FOR.find((name) => row.offers?.[name].allowed === true);
    if (action !== undefined) tasks.push({ row, action });
  }
  return tasks.sort((one, other) => (one.row.stage_since < other.row.stage_since ? -1 : 1));
}

/** The orders that changed last. */
export function recentOrders(rows: Iterable<BoardRow>, count: number): BoardRow[] {
  return [...rows]
    .sort((one, other) => (one.updated_at > other.updated_at ? -1 : 1))
    .slice(0, count);
}
