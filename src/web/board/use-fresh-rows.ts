import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LiveHint } from '../../api/answers';
import { forgetOrder, orderQuery } from '../api/queries';
import { useLiveFrom, useLiveListener } from '../live/live-context';
import type { BoardRow } from './board-state';
import { hasRows, isNews, refreshRows } from './refresh-rows';

const HINT_MS = 80;

interface FreshRows {
  /** A board is being read: what is heard meanwhile may be missing in it and is looked at after. */
  isReading?: boolean;
  mayMove?: (row: BoardRow) => boolean;
}

/** Keeps every board in memory up to date by the hints of the event stream. */
export function useFreshRows({ isReading = false, mayMove }: FreshRows): void {
  const client = useQueryClient();
  const collect = useHintCollector(isReading, (hints) => {
    const news = hints.filter((hint) => isNews(client, hint.order, hint.version));
    const numbers = [...new Set(news.map((hint) => hint.order))];
    if (numbers.length > 0 && hasRows(client)) void refreshRows(client, numbers, mayMove);
  });
  useLiveListener({
    onHints: (hints) => {
      for (const hint of hints) {
        const { order, version } = hint;
        if (isNews(client, order, version) || isOldPage(client, hint)) forgetOrder(client, order);
      }
      collect(hints);
    },
    onPoll: () => {
      void client.invalidateQueries({ queryKey: ['board'] });
    },
  });
}

/** A board read meanwhile may be ahead of the page of an order. */
function isOldPage(client: QueryClient, { order, version }: LiveHint): boolean {
  const known = client.getQueryData(orderQuery(order).queryKey);
  return known !== undefined && known.version < version;
}

/** For pages without rows of their own: a board shown before them is as new when they are left. */
export function KeepRowsFresh(): null {
  useLiveFrom(null);
  useFreshRows({});
  return null;
}

/** A burst of hints becomes one question. */
function useHintCollector(isReading: boolean, take: (hints: readonly LiveHint[]) => void) {
  const waiting = useRef<LiveHint[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef({ isReading, take });
  const collect = (hints: readonly LiveHint[]) => {
    waiting.current.push(...hints);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      if (latest.current.isReading) return;
      const all = waiting.current;
      waiting.current = [];
      latest.current.take(all);
    }, HINT_MS);
  };
  useEffect(() => {
    latest.current = { isReading, take };
  });
  useEffect(() => {
    if (!isReading && waiting.current.length > 0) collect([]);
  }, [isReading]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      // The next page hears only what comes after.
      const left = waiting.current.splice(0);
      if (left.length > 0) latest.current.take(left);
    },
    [],
  );
  return collect;
}
