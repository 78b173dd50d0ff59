/** A loop over a queue: works while there is work, waits a little when there is none. */
export interface Loop {
  stop(): Promise<void>;
}

export interface LoopOptions {
  name: string;
  idleMs: number;
  /** Rows handled; 0 means that the queue was empty. */
  turn: () => Promise<number>;
  onError: (name: string, error: unknown) => void;
}

const AFTER_ERROR_MS = 1_000;

/** Starts the loop at once. An error of one turn is told and does not end it. */
export function runLoop({ name, idleMs, turn, onError }: LoopOptions): Loop {
  let stopping = false;
  let wake: () => void = () => undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const isStopping = () => stopping;
  const ended = (async () => {
    while (!isStopping()) {
      try {
        if ((await turn()) === 0 && !isStopping()) await pause(idleMs);
      } catch (error) {
        onError(name, error);
        if (!isStopping()) await pause(AFTER_ERROR_MS);
      }
    }
  })();
  return {
    stop() {
      stopping = true;
      wake();
      return ended;
    },
  };
}
