/** A full or forbidden storage keeps nothing and breaks nothing; the open page still has it. */
export function tryStorage<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
