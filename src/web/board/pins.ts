/**
 * Cards someone is busy with, and what changed about them meanwhile. A pinned card stays where it
 * is; the numbers held back are read again when the person lets go or asks for it.
 */
export interface Pins {
  pin: (why: 'focus' | 'drag', order: string | null) => void;
  isPinned: (order: string) => boolean;
  hold: (order: string) => void;
  release: (order: string) => void;
  /** Orders whose change waits; a new set whenever it changes. */
  held: () => ReadonlySet<string>;
  subscribe: (listener: () => void) => () => void;
}

/** `onFree` gets the orders that were let go and whose change can be shown now. */
export function createPins(onFree: (orders: readonly string[]) => void): Pins {
  const pinned: Record<'focus' | 'drag', string | null> = { focus: null, drag: null };
  const listeners = new Set<() => void>();
  let held: ReadonlySet<string> = new Set();

  const isPinned = (order: string) => pinned.focus === order || pinned.drag === order;
  const set = (next: ReadonlySet<string>) => {
    held = next;
    for (const listener of listeners) listener();
  };
  const without = (orders: readonly string[]) =>
    new Set([...held].filter((order) => !orders.includes(order)));

  return {
    pin(why, order) {
      if (pinned[why] === order) return;
      pinned[why] = order;
      const free = [...held].filter((one) => !isPinned(one));
      if (free.length === 0) return;
      set(without(free));
      onFree(free);
    },
    isPinned,
    hold(order) {
      if (!held.has(order)) set(new Set([...held, order]));
    },
    release(order) {
      if (held.has(order)) set(without([order]));
    },
    held: () => held,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
