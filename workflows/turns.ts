/**
 * One change of an order at a time: whoever asks first goes first, whether a person's Update or the
 * story itself. A turn that throws frees the next one.
 */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
