/** The known word a typing error away from this one; null when none is near enough. */
export function nearestWord<Word extends string>(
  typed: string,
  known: readonly Word[],
): Word | null {
  if (typed.length > 30) return null;
  const allowed = typed.length <= 4 ? 1 : 2;
  const ranked = known
    .map((word) => ({ word, distance: editDistance(typed, word) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((one, other) => one.distance - other.distance);
  return ranked[0]?.word ?? null;
}

/** Letters to insert, drop, change or swap with the neighbour: `aprove` to `approve` is 1. */
export function editDistance(from: string, to: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          at(back, column) + 1,
          at(line, column - 1) + 1,
          at(back, column - 1) + (same ? 0 : 1),
          swapped ? at(twoBack, column - 2) + 1 : Infinity,
        ),
      );
    }
    twoBack = back;
    back = line;
  }
  return at(back, to.length);
}

const at = (line: readonly number[], index: number) => line[index] ?? Infinity;
