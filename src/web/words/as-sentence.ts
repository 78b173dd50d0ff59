/** A clause of the rules as a line of its own: "the date has passed" is "The date has passed." */
export function asSentence(clause: string): string {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}.`;
}
