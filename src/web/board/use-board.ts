import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { LiveHint } from '../../api/answers';
import { boardQuery, forgetOrder } from '../api/queries';
import { useLiveListener } from '../live/live-context';
import { useOutbox } from '../outbox/outbox-context';
import { narrow, type BoardRow, type BoardState } from './board-state';
import type { Filters } from './filters';
import { createPins } from './pins';
import { knownRow, refreshRows } from './refresh-rows';
import { useLoadMore } from './use-load-more';

const HINT_MS = 80;

/** The board's rows, kept up to date by hints, and the pins that keep cards still. */
export function useBoard(filters: Filters) {
  const client = useQueryClient();
  const { outbox } = useOutbox();
  const query = useQuery({
    ...boardQuery(filters),
    placeholderData: (previous) => {
      const all = previous ?? client.getQueryData<BoardState>(['board', '']);
      return all === undefined ? undefined : narrow(all, filters);
    },
  });
  const state = query.data;

  const pins = useMemo(
    () =>
      createPins((free) => {
        void refreshRows(client, free);
      }),
    [client],
  );
  const held = useSyncExternalStore(pins.subscribe, pins.held);
  const refresh = useCallback(
    (order: string) => {
      pins.release(order);
      void refreshRows(client, [order]);
    },
    [client, pins],
  );

  const mayMove = useCallback(
    (row: BoardRow) => {
      const own = outbox.entries().some((entry) => entry.order === row.order_number);
      const still = own || !pins.isPinned(row.order_number) || !moves(client, row);
      if (!still) pins.hold(row.order_number);
      return still;
    },
    [client, outbox, pins],
  );
  const collect = useHintCollector((hints) => {
    const news = hints.filter(
      (hint) => (knownRow(client, hint.order)?.version ?? 0) < hint.version,
    );
    for (const hint of news) forgetOrder(client, hint.order);
    const numbers = [...new Set(news.map((hint) => hint.order))];
    if (numbers.length > 0) void refreshRows(client, numbers, mayMove);
  });
  useLiveListener({
    onHints: collect,
    onPoll: () => {
      void client.invalidateQueries({ queryKey: ['board'] });
    },
  });

  const loadMore = useLoadMore(state, filters, query.isPlaceholderData);
  return { state, error: query.error, retry: query.refetch, pins, held, refresh, loadMore };
}

/** Whether showing the row anew would take it to another place. */
function moves(client: ReturnType<typeof useQueryClient>, row: BoardRow): boolean {
  const before = knownRow(client, row.order_number);
  return before !== undefined && (before.status !== row.status || before.due_on !== row.due_on);
}

/** A burst of hints becomes one question. */
function useHintCollector(take: (hints: readonly LiveHint[]) => void) {
  const waiting = useRef<LiveHint[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return (hints: readonly LiveHint[]) => {
    waiting.current.push(...hints);
    timer.current ??= setTimeout(() => {
      const all = waiting.current;
      waiting.current = [];
      timer.current = null;
      take(all);
    }, HINT_MS);
  };
}
