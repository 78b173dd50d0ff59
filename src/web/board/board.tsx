import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { useAct } from '../act/act-context';
import { runningWords } from '../act/running';
import { useEntries } from '../outbox/outbox-context';
import { LoadTrouble } from '../shell/load-trouble';
import { useMe } from '../shell/me';
import { NARROW, useMedia } from '../shell/use-media';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { BoardEmpty } from './board-empty';
import { EMPTY_BOARD } from './empty-board';
import { toColumns } from './board-state';
import { Column, type CardParts, type ColumnHandle } from './column';
import { Filters } from './filter-bar';
import { isFiltered, type Filters as FilterValues } from './filters';
import { MoveMenuAt, useMoveMenu } from './move-menu-at';
import { StatusTabs } from './status-tabs';
import { Toolbar } from './toolbar';
import { useBoard } from './use-board';
import { useBoardKeys } from './use-board-keys';
import { useDrag } from './use-drag';
import { useMoveKey } from './use-move-key';

interface Props {
  filters: FilterValues;
  /** The same as text, kept in every link. */
  query: string;
  openOrder: string | null;
  /** Was open until now: its card gets the focus back. */
  leftOrder: string | null;
}

/** Summary, filters and the six columns; on a phone one column at a time. */
export function Board({ filters, query, openOrder, leftOrder }: Props) {
  const me = useMe();
  const today = useNow();
  const act = useAct();
  const narrow = useMedia(NARROW);
  const board = useBoard(filters);
  const { state, pins, held } = board;
  const running = useRunning();
  const columns = useMemo(() => (state === undefined ? null : toColumns(state)), [state]);
  const handles = useRef<Partial<Record<Status, ColumnHandle | null>>>({});
  const menu = useMoveMenu();
  const drag = useDrag({ state, pins, act });
  const moveKey = useMoveKey(state);
  const keys = useBoardKeys({ columns, handles, openMenu: menu.open, moveKey, query });
  const returnTo = useEffectEvent((order: string) => {
    if (document.activeElement !== document.body || keys.focusOrder(order)) return;
    document.getElementById('orders')?.focus();
  });
  const isRead = columns !== null;
  useEffect(() => {
    if (leftOrder !== null && isRead) returnTo(leftOrder);
  }, [leftOrder, isRead]);

  if (board.error !== null && state === undefined) {
    return <LoadTrouble error={board.error} onRetry={board.retry} />;
  }
  const cards: CardParts = {
    today,
    me: me.oid,
    canDrag: !narrow,
    onRefresh: board.refresh,
    onMenu: menu.open,
    hrefOf: keys.hrefOf,
    running,
    held,
    openOrder,
    liftedOrder: drag.order,
  };
  const shown = state ?? EMPTY_BOARD;
  // What is in memory may lack the rows a filter is about to bring: nothing yet is not none.
  const rowsOf = (status: Status) => {
    const rows = columns?.[status] ?? null;
    return board.isPlaceholder && rows?.length === 0 ? null : rows;
  };
  const column = (status: Status) => (
    <Column
      key={status}
      ref={(handle) => {
        handles.current[status] = handle;
      }}
      status={status}
      column={shown.columns[status]}
      rows={rowsOf(status)}
      cue={drag.cues?.[status] ?? null}
      filtered={isFiltered(filters)}
      cards={cards}
      canDrop={drag.canDrop}
      onNearEnd={board.loadMore}
      onLeft={keys.focusOrder}
    />
  );
  const none = state?.rows.size === 0 && !board.isPlaceholder;
  return (
    <>
      <Toolbar state={state} />
      {narrow ? (
        <StatusTabs columns={shown.columns}>
          {(status) => (
            <>
              <Filters filters={filters} only="provider" />
              <div className="board board--one" {...keys.handlers(pins)}>
                {column(status)}
              </div>
            </>
          )}
        </StatusTabs>
      ) : (
        <>
          <Filters filters={filters} />
          <div
            className="board"
            role="group"
            aria-label={TEXTS.board.columns}
            ref={drag.scrollArea}
            {...keys.handlers(pins)}
          >
            {STATUS_NAMES.map(column)}
          </div>
        </>
      )}
      {none && <BoardEmpty filters={filters} />}
      {drag.hint !== null && (
        <div className="drag-hint" aria-hidden="true">
          {drag.hint} <kbd>Esc</kbd> {TEXTS.move.cancels}
        </div>
      )}
      {menu.at !== null && state !== undefined && (
        <MoveMenuAt at={menu.at} state={state} onClose={menu.close} />
      )}
    </>
  );
}

function useRunning(): ReadonlyMap<string, string> {
  const entries = useEntries();
  return useMemo(() => runningWords(entries), [entries]);
}
