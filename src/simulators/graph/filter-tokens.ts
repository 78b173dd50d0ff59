import { GraphError } from './graph-error';

/** A word, a mark or a quoted text of a filter, with where it starts (from 0). */
export interface FilterToken {
  kind: 'word' | 'text' | 'mark' | 'end';
  text: string;
  at: number;
}

/** The refusal of a filter that cannot be read. */
export const syntaxError = (at: number, filter: string) =>
  new GraphError(
    400,
    'BadRequest',
    `Invalid filter clause: Syntax error at position ${at} in '${filter}'.`,
  );

/** Cuts a filter into tokens. In a quoted text `''` is one apostrophe: `'O''Hare'` is O'Hare. */
export function filterTokens(filter: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  const pattern = /\s+|'(?:[^']|'')*'|[(),:]|[^\s'(),:]+(?::\d[^\s'(),]*)?/y;
  while (pattern.lastIndex < filter.length) {
    const at = pattern.lastIndex;
    const [text] = pattern.exec(filter) ?? [];
    if (text === undefined) throw syntaxError(at, filter);
    if (text.trim() === '') continue;
    if (text.startsWith("'")) {
      tokens.push({ kind: 'text', text: text.slice(1, -1).replaceAll("''", "'"), at });
    } else {
      tokens.push({ kind: /^[(),:]$/.test(text) ? 'mark' : 'word', text, at });
    }
  }
  tokens.push({ kind: 'end', text: '', at: filter.length });
  return tokens;
}
