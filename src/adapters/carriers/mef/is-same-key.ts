/** Keys compare trimmed and case-blind: carriers are known to change the case of what we send. */
export function isSameKey(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
