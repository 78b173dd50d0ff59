import {
  useCallback,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { useLocation } from 'wouter';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { SHOW_KEYS } from '../shell/keys-button';
import type { BoardRow } from './board-state';
import type { ColumnHandle } from './column';
import type { Pins } from './pins';

interface Parts {
  columns: Readonly<Record<Status, readonly BoardRow[]>> | null;
  handles: RefObject<Partial<Record<Status, ColumnHandle | null>>>;
  openMenu: (order: string, at: HTMLElement) => void;
  moveKey: (event: KeyboardEvent<HTMLElement>) => boolean;
  query: string;
}

const PAGE = 7;

const orderAt = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-order]')?.dataset['order'] ?? null;

/** Arrow keys between cards, M or a full stop for the move menu, ? for the key list, clicks on a card's link. */
export function useBoardKeys({ columns, handles, openMenu, moveKey, query }: Parts) {
  const [, navigate] = useLocation();
  const hrefOf = useCallback((order: string) => `/circuit-orders/${order}${query}`, [query]);

  const focus = (status: Status | undefined, index: number) => {
    if (status !== undefined) handles.current[status]?.focusAt(index);
  };
  const focusOrder = (order: string): boolean => {
    const indexIn = (status: Status) =>
      columns?.[status].findIndex((row) => row.order_number === order) ?? -1;
    const status = STATUS_NAMES.find((name) => indexIn(name) >= 0);
    const handle = status === undefined ? null : handles.current[status];
    if (status === undefined || !handle) return false;
    handle.focusAt(indexIn(status));
    return true;
  };
  const move = (status: Status, index: number, key: string): boolean => {
    const count = columns?.[status].length ?? 0;
    const target = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key];
    if (target !== undefined) focus(status, Math.min(count - 1, Math.max(0, index + target)));
    else if (key === 'Home') focus(status, 0);
    else if (key === 'End') focus(status, count - 1);
    else if (key === 'ArrowRight') focus(STATUS_NAMES[STATUS_NAMES.indexOf(status) + 1], index);
    else if (key === 'ArrowLeft') focus(STATUS_NAMES[STATUS_NAMES.indexOf(status) - 1], index);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey && moveKey(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target as HTMLElement;
    const column = at.closest<HTMLElement>('[data-status]');
    if (!event.currentTarget.contains(at) || column === null) return;
    if (event.key === '?') {
      window.dispatchEvent(new Event(SHOW_KEYS));
      return;
    }
    const status = column.dataset['status'] as Status;
    const card = at.closest<HTMLElement>('[data-order]');
    const order = card?.dataset['order'];
    if (card && order !== undefined && ['m', 'M', '.'].includes(event.key)) {
      event.preventDefault();
      openMenu(order, card.querySelector<HTMLElement>('.card__number') ?? card);
      return;
    }
    const index = (columns?.[status] ?? []).findIndex((row) => row.order_number === order);
    if (move(status, index, event.key)) event.preventDefault();
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a.card__number');
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigate(link.getAttribute('href') ?? '/circuit-orders');
  };

  const handlers = (pins: Pins) => ({
    onKeyDown,
    onClick,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      pins.pin('focus', orderAt(event.target));
    },
    // Between the controls of one card the focus stays on the card.
    onBlur: (event: FocusEvent<HTMLElement>) => {
      pins.pin('focus', orderAt(event.relatedTarget));
    },
  });
  return { hrefOf, focusOrder, handlers };
}
