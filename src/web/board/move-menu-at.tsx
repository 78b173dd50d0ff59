import { Suspense, lazy, useCallback, useState } from 'react';
import type { BoardState } from './board-state';

const MoveMenu = lazy(() => import('./move-menu').then((file) => ({ default: file.MoveMenu })));

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
    <Suspense fallback={null}>
      <MoveMenu {...props} />
    </Suspense>
  );
}
