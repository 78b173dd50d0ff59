import { TEXTS } from '../texts';
import type { BoardState } from './board-state';
import { CreateLink } from './create-link';

/** How much is going on, and the way to a new order. */
export function Toolbar({ state }: { state: BoardState | undefined }) {
  return (
    <div className="toolbar">
      <p className="toolbar__sum">
        {state === undefined ? (
          TEXTS.loading
        ) : (
          <>
            <Counted words={TEXTS.board.active(state.activeOrders)} />
            <span className="toolbar__dot">·</span>
            <Counted words={TEXTS.board.pending(state.pendingApprovals)} />
          </>
        )}
      </p>
      <CreateLink />
    </div>
  );
}

function Counted({ words: [count, what] }: { words: string[] }) {
  return (
    <>
      <strong>{count}</strong>
      {what}
    </>
  );
}
