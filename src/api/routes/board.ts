import type { z } from 'zod';
import { hasRole } from '../../domain/people';
import {
  STATUS_NAMES,
  STATUSES,
  STAGE_NAMES,
  isOpen,
  type Status,
} from '../../domain/order/stages';
import type { ListFilter, ListRow } from '../../adapters/postgres/list-orders';
import type { ApiTools } from '../api-tools';
import type { BoardAnswer } from '../answers';
import { ACTION_DESCRIPTIONS } from '../offers';
import { ok, type Call, type Reply, type Route } from '../route';
import { boardQuery } from '../schemas';
import { toRows } from '../to-rows';

const ROWS_PER_COLUMN = 60;
const CLOSED_DAYS = 90;
const DAY_MS = 86_400_000;

/** The board: six columns with their first rows, and what this person may do to each. */
export function boardRoutes(tools: ApiTools): Route[] {
  return [
    {
      method: 'get',
      path: '/api/board',
      summary: 'Columns, first rows, action sets and counts',
      permission: 1,
      query: boardQuery,
      answers: { 200: { description: 'The board' } },
      handle: (call) => board(tools, call),
    },
  ];
}

async function board(tools: ApiTools, { query, member }: Call): Promise<Reply> {
  const { reads, useCases, cursors } = tools;
  const asked = query as z.infer<typeof boardQuery>;
  const now = useCases.clock.nowIso();
  const shownStatuses = STATUS_NAMES.filter((status) => asked.status?.includes(status) ?? true);
  const filterOf = (status: Status): ListFilter => ({
    statuses: [status],
    ...(asked.provider && { providers: asked.provider }),
    ...((status === 'completed' || status === 'cancelled') && {
      updatedFrom: new Date(Date.parse(now) - CLOSED_DAYS * DAY_MS).toISOString(),
    }),
  });
  const page = { sort: 'due' as const, limit: ROWS_PER_COLUMN + 1, after: null };
  const columns = await Promise.all(
    STATUS_NAMES.map(async (status) => {
      if (!shownStatuses.includes(status)) {
        return { status, rows: [], count: { value: 0, capped: false } };
      }
      const [rows, count] = await Promise.all([
        reads.listOrders(filterOf(status), page),
        reads.countOrders(filterOf(status)),
      ]);
      return { status, rows, count };
    }),
  );
  const all = columns.flatMap((column) => column.rows.slice(0, ROWS_PER_COLUMN));
  const { rows, sets } = toRows(all, member);
  const shown = new Map(rows.map((row) => [row.order_number, row]));
  const answer: BoardAnswer = {
    columns: columns.map(({ status, rows: own, count }) => ({
      status,
      ...STATUSES[status],
      count,
      rows: own.slice(0, ROWS_PER_COLUMN).flatMap((row) => shown.get(row.orderNumber) ?? []),
      next: nextOf(own, filterOf(status), tools, cursors),
    })),
    action_sets: sets,
    actions: ACTION_DESCRIPTIONS,
    active_orders: (await reads.countOrders({ stages: STAGE_NAMES.filter(isOpen) })).value,
    pending_approvals: hasRole(member, 'approver')
      ? (await useCases.orders.listWaitingFor(member.oid, 200)).length
      : (await reads.countOrders({ stages: ['pending_approval'] })).value,
    as_of: now,
  };
  return ok(answer);
}

function nextOf(
  rows: readonly ListRow[],
  filter: ListFilter,
  { reads }: ApiTools,
  cursors: ApiTools['cursors'],
): string | null {
  const last = rows[ROWS_PER_COLUMN - 1];
  if (rows.length <= ROWS_PER_COLUMN || last === undefined) return null;
  const place = { value: reads.sortValueOf(last, 'due'), id: last.id };
  return cursors.seal(place, JSON.stringify([filter, 'due']));
}
