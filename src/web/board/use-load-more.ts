import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OrderListAnswer } from '../../api/answers';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { boardQuery } from '../api/queries';
import { readJson } from '../api/read-json';
import { retryDelayMs } from '../outbox/retry-delay';
import { addPage, toRows, type BoardState } from './board-state';
import { filterQuery, type Filters } from './filters';

/** Read ahead while nothing else is to do; more than this is read as one scrolls. */
const IDLE_ROWS = 5_000;

/** Reads the next page of a column: by itself while the page is idle, and as lists near their end. */
export function useLoadMore(state: BoardState | undefined, filters: Filters, placeholder: boolean) {
  const client = useQueryClient();
  const busy = useRef(false);
  // Every end of a reading, also one that changed nothing here, is the moment to look for the next.
  const [ended, setEnded] = useState({ times: 0, failures: 0 });

  const loadMore = useCallback(
    (status: Status) => {
      const key = boardQuery(filters).queryKey;
      const board = client.getQueryData(key);
      const cursor = board?.columns[status].next ?? null;
      if (board === undefined || cursor === null || busy.current) return;
      busy.current = true;
      const end = (isFailure: boolean) => {
        busy.current = false;
        setEnded(({ times, failures }) => ({
          times: times + 1,
          failures: isFailure ? failures + 1 : 0,
        }));
      };
      void readPage(status, filters, cursor).then(
        (page) => {
          const next = { ...page, after: cursor, eventsFrom: board.eventsFrom };
          client.setQueryData(key, (known) => known && addPage(known, status, next));
          end(false);
        },
        () => {
          end(true);
        },
      );
    },
    [client, filters],
  );

  useEffect(() => {
    if (state === undefined || placeholder || state.rows.size >= IDLE_ROWS) return;
    const status = STATUS_NAMES.find((name) => state.columns[name].next !== null);
    if (status === undefined) return;
    const read = () => {
      loadMore(status);
    };
    return ended.failures === 0 ? whenIdle(read) : after(retryDelayMs(ended.failures, null), read);
  }, [state, placeholder, loadMore, ended]);
  return loadMore;
}

async function readPage(status: Status, { provider }: Filters, cursor: string) {
  const filter = filterQuery({ status: [status], provider }).slice(1);
  const path = `/api/orders?view=board&${filter}&cursor=${encodeURIComponent(cursor)}`;
  const answer = (await readJson(path)) as OrderListAnswer;
  return { rows: toRows(answer), next: answer.next };
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => {
    clearTimeout(timer);
  };
}

// Safari has no idle callback.
function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in window)) return after(200, run);
  const idle = window.requestIdleCallback(run);
  return () => {
    window.cancelIdleCallback(idle);
  };
}
