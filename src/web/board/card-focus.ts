import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { BoardRow } from './board-state';

interface Parts {
  rows: readonly BoardRow[];
  section: RefObject<HTMLElement | null>;
  /** Makes the card exist: the list may have it scrolled out of the page. */
  show: (order: string, index: number) => void;
  /** Takes the focus to the card in another column; false: it is in none. */
  follow: (order: string) => boolean;
}

/**
 * Focus in a list that draws only what is seen: a card asked for gets it once it is drawn. When the
 * card in focus moves to another column, the focus goes with it; when it leaves the board, the one
 * that takes its place gets it.
 */
export function useCardFocus({ rows, section, show, follow }: Parts) {
  const wanted = useRef<string | null>(null);
  const last = useRef<{ order: string; index: number } | null>(null);

  const give = () => {
    const order = wanted.current;
    if (order === null) return;
    const link = section.current?.querySelector<HTMLElement>(
      `[data-order="${order}"] .card__number`,
    );
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  };
  const at = (index: number) => {
    const near = Math.min(Math.max(0, index), rows.length - 1);
    const row = rows[near];
    if (row === undefined) {
      section.current?.querySelector('h2')?.focus();
      return;
    }
    wanted.current = row.order_number;
    show(row.order_number, near);
    give();
  };

  useLayoutEffect(() => {
    give();
    const lost = last.current;
    if (lost === null || document.activeElement !== document.body) return;
    if (rows.some((row) => row.order_number === lost.order)) return;
    last.current = null;
    // Only then does every column know its new rows.
    queueMicrotask(() => {
      if (!follow(lost.order)) at(lost.index);
    });
  });

  return {
    at,
    note: (order: string, index: number) => {
      last.current = { order, index };
    },
    forget: () => {
      last.current = null;
    },
  };
}
