import type { QueryClient } from '@tanstack/react-query';
import type { BoardAnswer, OrderListAnswer } from '../../api/answers';
import { boardQuery } from '../api/queries';
import { readJson } from '../api/read-json';
import {
  isCountedUnread,
  mergeRows,
  toRows,
  withCounts,
  type BoardRow,
  type BoardState,
} from './board-state';
import { filterQuery, parseFilters, type Filters } from './filters';

const MAX_IDS = 200;

/**
 * Reads single rows again and puts them into every board in memory. The whole board is read only
 * when they do not come: nobody tells of them a second time.
 */
export async function refreshRows(
  client: QueryClient,
  numbers: readonly string[],
  mayMove?: (row: BoardRow) => boolean,
): Promise<void> {
  await readRows(client, numbers, mayMove).catch(() =>
    client.invalidateQueries({ queryKey: ['board'] }),
  );
}

async function readRows(
  client: QueryClient,
  numbers: readonly string[],
  mayMove: (row: BoardRow) => boolean = () => true,
): Promise<void> {
  for (let start = 0; start < numbers.length; start += MAX_IDS) {
    const some = numbers.slice(start, start + MAX_IDS);
    const ids = some.map(encodeURIComponent).join(',');
    const answer = (await readJson(`/api/orders?view=board&ids=${ids}`)) as OrderListAnswer;
    const rows = toRows(answer);
    const gone = some.filter((number) => !rows.some((row) => row.order_number === number));
    putRows(client, rows.filter(mayMove), gone);
  }
}

function putRows(client: QueryClient, rows: readonly BoardRow[], gone: readonly string[]): void {
  for (const [key, state] of client.getQueriesData<BoardState>({ queryKey: ['board'] })) {
    if (state === undefined) continue;
    const filters = parseFilters(String(key[1]));
    client.setQueryData(key, mergeRows(state, rows, gone, filters));
    if (rows.some((row) => isCountedUnread(state, row))) countAgain(client, filters);
  }
}

const COUNT_MS = 1_000;
const counting = new Set<string>();

/** Asks for a board's counts a moment later, once for all that changes until then. */
function countAgain(client: QueryClient, filters: Filters): void {
  const query = filterQuery(filters);
  if (counting.has(query)) return;
  counting.add(query);
  setTimeout(() => {
    counting.delete(query);
    void readJson(`/api/board${query}`).then(
      (answer) => {
        client.setQueryData(
          boardQuery(filters).queryKey,
          (known) => known && withCounts(known, answer as BoardAnswer),
        );
      },
      // The next change asks again.
      () => undefined,
    );
  }, COUNT_MS);
}

/** The row as any board in memory shows it. */
export function knownRow(client: QueryClient, number: string): BoardRow | undefined {
  return shownRows(client).flatMap((rows) => rows.get(number) ?? [])[0];
}

/** Whether any board is in memory. */
export const hasRows = (client: QueryClient): boolean => shownRows(client).length > 0;

/** Whether this version is newer than what some board in memory shows, or than what is known. */
export function isNews(client: QueryClient, number: string, version: number): boolean {
  const known = shownRows(client).flatMap((rows) => rows.get(number) ?? []);
  return known.length === 0 || known.some((row) => row.version < version);
}

function shownRows(client: QueryClient): BoardState['rows'][] {
  const boards = client.getQueriesData<BoardState>({ queryKey: ['board'] });
  return boards.flatMap(([, state]) => state?.rows ?? []);
}
