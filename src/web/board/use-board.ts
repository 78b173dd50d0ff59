import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { boardQuery } from '../api/queries';
import { useLiveFrom } from '../live/live-context';
import { useOutbox } from '../outbox/outbox-context';
import { narrow, type BoardRow, type BoardState } from './board-state';
import type { Filters } from './filters';
import { createPins } from './pins';
import { knownRow, refreshRows } from './refresh-rows';
import { useFreshRows } from './use-fresh-rows';
import { useLoadMore } from './use-load-more';

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
  // What waits for a card to be let go is shown when its board is left, too.
  useEffect(
    () => () => {
      pins.pin('focus', null);
      pins.pin('drag', null);
    },
    [pins],
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
  useFreshRows({ isReading: query.isFetching, mayMove });
  useLiveFrom(state?.eventsFrom ?? (query.error === null ? undefined : null));

  const { error, refetch: retry, isPlaceholderData: isPlaceholder } = query;
  const loadMore = useLoadMore(state, filters, isPlaceholder);
  return { state, isPlaceholder, error, retry, pins, held, refresh, loadMore };
}

/** Whether showing the row anew would take it to another place. */
function moves(client: ReturnType<typeof useQueryClient>, row: BoardRow): boolean {
  const before = knownRow(client, row.order_number);
  return before !== undefined && (before.status !== row.status || before.due_on !== row.due_on);
}
