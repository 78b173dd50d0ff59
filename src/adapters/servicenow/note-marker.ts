/** The last line of each note of ours, by which it is found again: `[CO-2026-000123 e:1f2e…]`. */
export function noteMarker(orderNumber: string, marker: string): string {
  return `[${orderNumber} e:${marker}]`;
}

const LAST_LINE = /(?:^|\n)\[CO-\S{1,40} e:[0-9a-f]{12}\]\s*$/;

export function endsWithMarker(text: string): boolean {
  return LAST_LINE.test(text.replace(/\r\n?/g, '\n'));
}

export function isMarker(text: string): boolean {
  return /^[0-9a-f]{12}$/.test(text);
}
