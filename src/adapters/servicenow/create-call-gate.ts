import { retryLater, type CallKind, type MirrorFailure } from './classify-answer';

/** Keeps our share of an instance small: few calls at once, writes first, an hourly budget. */
export interface CallGate {
  /** Waits for a place; a failure means that this is not the time to call at all. */
  enter(kind: CallKind): Promise<{ leave: () => void } | MirrorFailure>;
  /** No call before this much time has passed, whoever asks. */
  pause(ms: number): void;
}

const HOUR_MS = 3_600_000;

export function createCallGate(parallel: number, perHour: number): CallGate {
  const waiting: Record<CallKind, (() => void)[]> = { write: [], read: [] };
  let inside = 0;
  let pausedUntil = 0;
  let hour = { startedAt: performance.now(), calls: 0 };

  const leave = () => {
    const next = waiting.write.shift() ?? waiting.read.shift();
    if (next) next();
    else inside -= 1;
  };
  const closedForMs = (): number => {
    const now = performance.now();
    if (now - hour.startedAt >= HOUR_MS) hour = { startedAt: now, calls: 0 };
    const budgetMs = hour.calls >= perHour ? hour.startedAt + HOUR_MS - now : 0;
    return Math.max(0, pausedUntil - now, budgetMs);
  };

  return {
    async enter(kind) {
      if (inside < parallel) inside += 1;
      else await new Promise<void>((resolve) => waiting[kind].push(resolve));
      const closedMs = closedForMs();
      if (closedMs > 0) {
        leave();
        return retryLater('ServiceNow asked for a pause, or our hour is used up.', closedMs);
      }
      hour.calls += 1;
      return { leave };
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, performance.now() + ms);
    },
  };
}
