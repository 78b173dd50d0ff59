/**
 * Header text: line breaks and other control characters become single spaces. What would be read as
 * an encoded word, and could so bring back a line break, is parted: `=?utf-8?…` to `= ?utf-8?…`.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim();
}

/** Is it one address, and nothing that could begin another one, or another header? */
export function isAddress(email: string): boolean {
  return /^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}]{1,255}$/u.test(email);
}
