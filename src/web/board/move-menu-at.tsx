import { useCallback, useState } from 'react';
import type { BoardState } from './board-state';
import { lazyPart } from '../shell/lazy-part';
import { Overlay } from '../shell/overlay';

const MoveMenu = lazyPart(() => import('./move-menu').then((file) => file.MoveMenu));

export interface MenuPlace {
  order: string;
  element: HTMLElement;
}

/** Which card's menu is open, and how to open and close it. */
export function useMoveMenu() {
  const [at, setAt] = useState<MenuPlace | null>(null);
  const open = useCallback((order: string, element: HTMLElement) => {
    setAt({ order, element });
  }, []);
  const close = useCallback(() => {
    setAt(null);
  }, []);
  return { at, open, close };
}

/** The move menu, fetched the first time it is wanted. */
export function MoveMenuAt(props: { at: MenuPlace; state: BoardState; onClose: () => void }) {
  return (
    <Overlay>
      <MoveMenu {...props} />
    </Overlay>
  );
}
