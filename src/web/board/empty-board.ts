import { STATUSES, STATUS_NAMES, type Status } from '../../domain/order/stages';
import type { ColumnState } from './board-state';

/** Headings to show while the board is read. */
export const EMPTY_BOARD = {
  columns: Object.fromEntries(
    STATUS_NAMES.map((status) => [
      status,
      { ...STATUSES[status], count: 0, capped: false, next: null },
    ]),
  ) as Record<Status, ColumnState>,
};
