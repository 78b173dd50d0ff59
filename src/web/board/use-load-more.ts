import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { OrderListAnswer } from '../../api/answers';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { boardQuery } from '../api/queries';
import { readJson } from '../api/read-json';
import { addPage, toRows, type BoardState } from './board-state';
import { filterQuery, type Filters } from './filters';

/** Read ahead while nothing else is to do; more than this is read as one scrolls. */
const IDLE_ROWS = 5_000;

/** Reads the next page of a column: by itself while the page is idle, and as lists near their end. */
export function useLoadMore(state: BoardState | undefined, filters: Filters, placeholder: boolean) {
  const client = useQueryClient();
  const busy = useRef<string | null>(null);

  const loadMore = useCallback(
    (status: Status) => {
      const key = boardQuery(filters).queryKey;
      const cursor = client.getQueryData(key)?.columns[status].next ?? null;
      if (cursor === null || busy.current !== null) return;
      busy.current = cursor;
      void readPage(status, filters, cursor)
        .then((page) => {
          client.setQueryData(key, (known) => known && addPage(known, status, page));
        })
        .catch(() => undefined)
        .finally(() => {
          busy.current = null;
        });
    },
    [client, filters],
  );

  useEffect(() => {
    if (state === undefined || placeholder || state.rows.size >= IDLE_ROWS) return;
    const status = STATUS_NAMES.find((name) => state.columns[name].next !== null);
    if (status === undefined) return;
    return whenIdle(() => {
      loadMore(status);
    });
  }, [state, placeholder, loadMore]);
  return loadMore;
}

async function readPage(status: Status, { provider }: Filters, cursor: string) {
  const filter = filterQuery({ status: [status], provider }).slice(1);
  const path = `/api/orders?view=board&${filter}&cursor=${encodeURIComponent(cursor)}`;
  const answer = (await readJson(path)) as OrderListAnswer;
  return { rows: toRows(answer), next: answer.next };
}

// Safari has no idle callback.
function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, 200);
    return () => {
      clearTimeout(timer);
    };
  }
  const idle = window.requestIdleCallback(run);
  return () => {
    window.cancelIdleCallback(idle);
  };
}
