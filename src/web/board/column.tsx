import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { Status } from '../../domain/order/stages';
import { TEXTS } from '../texts';
import type { BoardRow, ColumnState } from './board-state';
import { Card, type CardProps } from './card';
import { isLate } from './card-states';
import { ColumnHead } from './column-head';
import { useCardFocus } from './card-focus';
import { dropColumn, scrollWhileDragging } from './drag';
import type { DropCue } from './drop-cues';
import './column.css';

export type CardParts = Pick<CardProps, 'today' | 'me' | 'canDrag' | 'onRefresh' | 'onMenu'> & {
  hrefOf: (order: string) => string;
  running: ReadonlyMap<string, string>;
  held: ReadonlySet<string>;
  openOrder: string | null;
  liftedOrder: string | null;
};

export interface ColumnProps {
  ref: Ref<ColumnHandle>;
  status: Status;
  column: ColumnState;
  /** Null while the board is read. */
  rows: readonly BoardRow[] | null;
  cue: DropCue | null;
  filtered: boolean;
  cards: CardParts;
  canDrop: (order: string, status: Status) => boolean;
  onNearEnd: (status: Status) => void;
  /** The card in focus is in this column no more; false: nor in another one. */
  onLeft: (order: string) => boolean;
}

export interface ColumnHandle {
  /** Puts the focus on a card, scrolling it into being; on the heading when there is none. */
  focusAt(index: number): void;
}

const CARD_PX = 87;
const OVERSCAN = 4;

/** One status: heading, help or what it says to a dragged card, and its cards as far as seen. */
export function Column(props: ColumnProps) {
  const { status, column, rows, cue, filtered, cards, canDrop, onNearEnd, onLeft } = props;
  const section = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const [active, setActive] = useState<string | null>(null);

  const count = rows?.length ?? 0;
  const indexOf = (order: string | null) =>
    order === null ? -1 : (rows ?? []).findIndex((row) => row.order_number === order);
  const late = (rows ?? []).filter((row) => isLate(row, cards.today.today)).length;
  const activeIndex = Math.max(0, indexOf(active));
  const liftedIndex = indexOf(cards.liftedOrder);
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_PX,
    getItemKey: (index) => rows?.[index]?.order_number ?? index,
    overscan: OVERSCAN,
    // The card in focus and the one in hand stay in the page wherever the list is scrolled.
    rangeExtractor: (range) => {
      const kept = [activeIndex, liftedIndex].filter((index) => index >= 0 && index < count);
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
    },
  });

  const focus = useCardFocus({
    rows: rows ?? [],
    section,
    show: (order, index) => {
      setActive(order);
      list.scrollToIndex(index, { align: 'auto' });
    },
    follow: onLeft,
  });
  useImperativeHandle(props.ref, () => ({ focusAt: focus.at }));

  useEffect(() => {
    const element = section.current;
    if (element === null || !cards.canDrag) return;
    return dropColumn(element, {
      status,
      canDrop: (order) => canDrop(order, status),
      onOver: setOver,
    });
  }, [status, canDrop, cards.canDrag]);
  useEffect(
    () => (scroller.current && cards.canDrag ? scrollWhileDragging(scroller.current) : undefined),
    [cards.canDrag],
  );

  // Rows not read yet belong to the list; more than anyone counted has no number.
  const setSize = column.next === null ? count : column.capped ? -1 : Math.max(count, column.count);
  const items = list.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (column.next !== null && count > 0 && last >= count - 10) onNearEnd(status);
  }, [column.next, count, last, onNearEnd, status]);

  return (
    <section
      ref={section}
      className="column"
      data-status={status}
      data-cue={cue?.kind}
      data-over={over || undefined}
      aria-labelledby={`column-${status}`}
    >
      <ColumnHead status={status} column={column} late={late} cue={cue} />
      <div ref={scroller} className="column__scroller">
        {rows === null && <CardSkeletons />}
        {rows !== null && count === 0 && (
          <p className="column__empty">
            {filtered ? TEXTS.board.noMatchHere : TEXTS.board.emptyColumn}
          </p>
        )}
        {count > 0 && (
          <div className="column__list" role="list" style={{ height: list.getTotalSize() }}>
            {items.map(({ index, key, start }) => {
              const row = rows?.[index];
              if (row === undefined) return null;
              const number = row.order_number;
              return (
                <div
                  key={key}
                  ref={list.measureElement}
                  className="column__item"
                  role="listitem"
                  aria-posinset={index + 1}
                  aria-setsize={setSize}
                  data-index={index}
                  style={{ transform: `translateY(${start}px)` }}
                  onFocus={() => {
                    setActive(number);
                    focus.note(number, index);
                  }}
                  onBlur={(event) => {
                    if (event.relatedTarget !== null) focus.forget();
                  }}
                >
                  <Card
                    row={row}
                    today={cards.today}
                    me={cards.me}
                    href={cards.hrefOf(number)}
                    running={cards.running.get(number) ?? null}
                    changed={cards.held.has(number)}
                    open={cards.openOrder === number}
                    lifted={cards.liftedOrder === number}
                    active={index === activeIndex}
                    canDrag={cards.canDrag}
                    onRefresh={cards.onRefresh}
                    onMenu={cards.onMenu}
                  />
                </div>
              );
            })}
          </div>
        )}
      </div>
    </section>
  );
}

function CardSkeletons() {
  return (
    <div className="column__list" aria-hidden="true">
      {[0, 1, 2, 3].map((index) => (
        <div key={index} className="card card--skeleton">
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      ))}
    </div>
  );
}
