const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const LINK = /<a\b[^>]*\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi;

/** A body as text: what Exchange puts beside the HTML for readers that show none. */
export function toPlainText(body: { contentType: 'html' | 'text'; content: string }): string {
  if (body.contentType === 'text') return body.content;
  return body.content
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(LINK, (whole, address: string, text: string) =>
      text.includes(address) ? whole : `${text} &lt;${address}&gt;`,
    )
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/t[dh]>\s*(?=<t[dh]\b)/gi, '\t')
    .replace(/<(?:br|\/tr|\/li|\/h[1-6]|\/div)\b[^>]*>/gi, '\n')
    .replace(/<\/(?:p|table|ul|ol)>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d{1,7}|x[0-9a-f]{1,6});/gi, (whole, code: string) => {
      const point = Number(code.toLowerCase().startsWith('x') ? `0${code}` : code);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
