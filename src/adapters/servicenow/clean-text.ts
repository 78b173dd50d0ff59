/**
 * Text as it may enter a journal or a field: no control characters but line ends and tabs, and no
 * working `[code]`, which ServiceNow would render as HTML.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/\[\s*(\/?)\s*(code)\s*\]/gi, '[ $1$2 ]');
}

/** At most this many UTF-16 units, never half a character. */
export function trimTo(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
