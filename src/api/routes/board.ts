import type { z } from 'zod';
import { STATUS_NAMES, STATUSES, STAGE_NAMES, isOpen } from '../../domain/order/stages';
import type { ListRow } from '../../adapters/postgres/list-orders';
import type { ApiTools } from '../api-tools';
import type { BoardAnswer } from '../answers';
import { fingerprintOf, toFilter } from '../list-filter';
import { ACTION_DESCRIPTIONS } from '../offers';
import { defineRoute, ok, type Call, type Reply, type Route } from '../route';
import { boardSchema } from '../schemas/lists';
import { boardQuery } from '../schemas/requests';
import { toRows } from '../to-rows';

const ROWS_PER_COLUMN = 60;

/** The board: six columns with their first rows, and what this person may do to each. */
export function boardRoutes(tools: ApiTools): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/board',
      summary: 'Columns with their first rows, action sets and counts; the rest by /api/orders',
      permission: 1,
      query: boardQuery,
      answers: { 200: { description: 'The board', schema: boardSchema } },
      handle: (call) => board(tools, call),
    }),
  ];
}

type BoardCall = Call<z.output<typeof boardQuery>>;

async function board(tools: ApiTools, { query, member }: BoardCall): Promise<Reply> {
  const { reads, useCases, live } = tools;
  // Before the first row is read: between them nothing can be recorded that the stream leaves out.
  const eventsFrom = await live.readEnd();
  const now = useCases.clock.nowIso();
  const providers = await useCases.directory.listProviders();
  const asked = { view: 'board' as const, ...query };
  const columns = await Promise.all(
    STATUS_NAMES.map(async (status) => {
      const nothing = { status, rows: [], next: null, count: { value: 0, capped: false } };
      if (asked.status?.includes(status) === false) return nothing;
      const own = { ...asked, status: [status] };
      const filter = toFilter(own, { member, now, providers });
      const page = { sort: 'due' as const, limit: ROWS_PER_COLUMN + 1, after: null };
      const [rows, count] = await Promise.all([
        reads.listOrders(filter, page),
        reads.countOrders(filter),
      ]);
      const next = nextOf(tools, rows, fingerprintOf(filter, 'due'));
      return { status, rows: rows.slice(0, ROWS_PER_COLUMN), next, count };
    }),
  );
  const all = toRows(
    columns.flatMap((column) => column.rows),
    member,
  );
  const shown = new Map(all.rows.map((row) => [row.order_number, row]));
  const [active, pending] = await Promise.all([
    reads.countOrders({ stages: STAGE_NAMES.filter(isOpen) }),
    reads.countOrders({ stages: ['pending_approval'] }),
  ]);
  const answer: BoardAnswer = {
    columns: columns.map(({ status, rows, next, count }) => ({
      status,
      ...STATUSES[status],
      count,
      rows: rows.flatMap((row) => shown.get(row.orderNumber) ?? []),
      next,
    })),
    action_sets: all.sets,
    actions: ACTION_DESCRIPTIONS,
    active_orders: active.value,
    pending_approvals: pending.value,
    as_of: now,
    events_from: eventsFrom,
  };
  return ok(answer);
}

function nextOf(
  { reads, cursors }: ApiTools,
  rows: readonly ListRow[],
  fingerprint: string,
): string | null {
  const last = rows[ROWS_PER_COLUMN - 1];
  if (rows.length <= ROWS_PER_COLUMN || last === undefined) return null;
  return cursors.seal({ value: reads.sortValueOf(last, 'due'), id: last.id }, fingerprint);
}
