import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * Keeps a keyboard at its place: when the button in focus goes because the order has moved on, the
 * fallback gets the focus instead of nothing.
 */
export function useKeptFocus(fallback: RefObject<HTMLElement | null>) {
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (last.current?.isConnected !== false) return;
    last.current = null;
    if (document.activeElement === document.body) fallback.current?.focus();
  });
  return {
    onFocus: (event: FocusEvent) => {
      last.current = event.target;
    },
  };
}
