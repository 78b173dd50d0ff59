import type { PersistentState } from '../kit/persistent-state';

export interface DelayedSave {
  soon(): void;
  /** Writes what is due and nothing after that. */
  close(): void;
}

/** Writes at most once per `delayMs`: a busy chat changes far more often than it must be on disk. */
export function createDelayedSave(state: PersistentState<unknown>, delayMs = 200): DelayedSave {
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const write = () => {
    timer = undefined;
    state.save();
  };
  return {
    soon() {
      if (!isClosed) timer ??= setTimeout(write, delayMs);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      state.save();
    },
  };
}
