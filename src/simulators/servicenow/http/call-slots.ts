/** How many calls run at once, and how many may wait for their turn. */
export interface CallSlots {
  /** Waits for a slot; false if the queue is full. */
  enter(): Promise<boolean>;
  leave(): void;
}

export function createCallSlots(parallel = 4, queued = 50): CallSlots {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async enter() {
      if (running < parallel) {
        running += 1;
        return true;
      }
      if (waiting.length >= queued) return false;
      // The one who leaves hands the slot over, so `running` does not change.
      await new Promise<void>((resolve) => waiting.push(resolve));
      return true;
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    },
  };
}
