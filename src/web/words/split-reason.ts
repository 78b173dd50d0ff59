/** A reason as columns and menus show it: its first sentence is the rule, the rest the way forward. */
export function splitReason(reason: string): { rule: string; wayForward: string } {
  const end = /[.:;](?=\s)/u.exec(reason);
  if (end === null) return { rule: reason.replace(/\.$/u, ''), wayForward: '' };
  return {
    rule: reason.slice(0, end.index),
    wayForward: reason.slice(end.index + 1).trim(),
  };
}
