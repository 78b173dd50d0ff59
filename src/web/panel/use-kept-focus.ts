import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * Keeps a keyboard at its place: when what is in focus goes because the order has moved on, the
 * first of these that is there gets the focus instead of nothing.
 */
export function useKeptFocus(...instead: RefObject<HTMLElement | null>[]) {
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (last.current?.isConnected !== false) return;
    last.current = null;
    if (document.activeElement !== document.body) return;
    instead.find(({ current }) => current !== null)?.current?.focus();
  });
  return {
    onFocus: (event: FocusEvent) => {
      last.current = event.target;
    },
  };
}
