/**
 * Text on its way onto a card. A TextBlock or a fact is Markdown, so whatever people or providers
 * wrote is escaped; a RichTextBlock is not, so there it only has to be clean.
 */
export const MAX_TEXT = 300;

// Bidirectional marks turn a line around, invisible ones hide words from the reader's eye.
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const CONTROL_OR_SPACE = /[\p{Cc}\p{Zs}\u2028\u2029]+/gu;
const MARKDOWN = /[\\`*_~[\]()#<>]/gu;

/** One clean line of at most `max` characters: NFC, no control or bidirectional characters. */
export function plainText(text: string, max = MAX_TEXT): string {
  return cut(clean(text).replaceAll(CONTROL_OR_SPACE, ' ').trim(), max);
}

/** The same where Markdown is read: `[x](https://evil)` stays what it is. */
export function cardText(text: string, max = MAX_TEXT): string {
  return plainText(text, max).replaceAll(MARKDOWN, '\\$&');
}

/** A long text as its paragraphs, cut together; for blocks that read no Markdown. */
export function paragraphs(text: string, max = MAX_TEXT): string[] {
  const lines = cut(clean(text).replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n'), max).split('\n');
  return lines.map((line) => plainText(line, max)).filter((line) => line !== '');
}

const clean = (text: string) =>
  text.replaceAll(LONE_SURROGATE, '').normalize('NFC').replaceAll(UNSEEN, '');

function cut(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}
