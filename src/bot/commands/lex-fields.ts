/**
 * Reads what follows a command as named values, in either of two ways people write them:
 *
 *     site=TXH97 why="store opening" term=36 months        one after the other
 *     site: TXH97                                          or one per line
 *     why: store opening
 *
 * Quotes are straight or curly. A word without a name belongs to the value before it, so
 * `term=36 months` needs no quotes. Nothing is judged here but the form.
 */
export interface LexedFields {
  fields: { name: string; value: string }[];
  /** Whole sentences about what could not be read. */
  mistakes: string[];
}

interface Lexing extends LexedFields {
  /** Words before the first name. */
  stray: string[];
}

const OPENING = new Map([
  ['"', '"”“'],
  ['“', '"”“'],
  ['”', '"”“'],
  ['„', '"”“'],
  ["'", "'’‘"],
  ['‘', "'’‘"],
  ['’', "'’‘"],
]);

const NAME = /^[A-Za-z][A-Za-z_]{0,30}$/u;

export function lexFields(text: string): LexedFields {
  const lexed: Lexing = { fields: [], mistakes: [], stray: [] };
  for (const line of splitLines(text)) {
    const pair = asNamedLine(line);
    if (pair === null) lexTokens(line, lexed);
    else lexed.fields.push(pair);
  }
  if (lexed.stray.length > 0) {
    const words = lexed.stray.join(' ').slice(0, 40);
    lexed.mistakes.unshift(`“${words}” has no name before it. Write it like speed=1G.`);
  }
  const names = lexed.fields.map((field) => field.name);
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    lexed.mistakes.push(`${name} is given twice.`);
  }
  return { fields: lexed.fields, mistakes: lexed.mistakes };
}

/** A line break inside quotes is part of the value. */
function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const before = lines.at(-1);
    const isOpen = before !== undefined && openQuote(before) !== null;
    if (isOpen) lines[lines.length - 1] = `${before}\n${line}`;
    else lines.push(line);
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** The name whose quote is still open at the end of the text, or null. */
function openQuote(text: string): string | null {
  if (asNamedLine(text) !== null) return null;
  const scan: Lexing = { fields: [], mistakes: [], stray: [] };
  return lexTokens(text, scan).unclosed;
}

/** `why: store opening`; a name before the first colon and no equals sign before it. */
function asNamedLine(line: string): { name: string; value: string } | null {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon)).trim();
  if (colon === -1 || !NAME.test(name.replaceAll(' ', '_'))) return null;
  return {
    name: name.toLowerCase().replaceAll(' ', '_'),
    value: unquoted(line.slice(colon + 1).trim()),
  };
}

function unquoted(value: string): string {
  const closing = OPENING.get(value.charAt(0));
  const isQuoted = value.length > 1 && closing?.includes(value.charAt(value.length - 1)) === true;
  return isQuoted ? value.slice(1, -1).trim() : value;
}

function lexTokens(line: string, lexed: Lexing): { unclosed: string | null } {
  let at = 0;
  while (at < line.length) {
    if (/[\s,;]/u.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    const named = nameAt(line, at);
    if (named === null) {
      const word = wordAt(line, at);
      at += word.length;
      addWord(lexed, word);
      continue;
    }
    const { name } = named;
    at += named.length;
    const value = valueAt(line, at);
    if (value === null) {
      lexed.mistakes.push(`The quote after ${name} is not closed.`);
      return { unclosed: name };
    }
    at += value.length;
    lexed.fields.push({ name: name.toLowerCase(), value: value.text });
  }
  return { unclosed: null };
}

// Spaces after the sign count only where some stand before it: `notes= speed=1G` empties the notes.
const NAMED = /([A-Za-z][A-Za-z_]{0,30})(?:=|\s{1,9}=\s{0,9})/uy;

function nameAt(line: string, at: number): { name: string; length: number } | null {
  NAMED.lastIndex = at;
  const [whole, name] = NAMED.exec(line) ?? [];
  return whole === undefined || name === undefined ? null : { name, length: whole.length };
}

function wordAt(line: string, at: number): string {
  let end = at;
  while (end < line.length && !/\s/u.test(line.charAt(end))) end += 1;
  return line.slice(at, end);
}

/** A value and how much of the line it took; null where its quote is never closed. */
function valueAt(line: string, at: number): { text: string; length: number } | null {
  const closing = OPENING.get(line.charAt(at));
  if (closing === undefined) {
    const word = wordAt(line, at);
    return { text: word.replace(/[,;]$/u, ''), length: word.length };
  }
  for (let end = at + 1; end < line.length; end += 1) {
    // A quote inside a word, as in store's, closes nothing.
    const isLast = end + 1 === line.length || /[\s,;]/u.test(line.charAt(end + 1));
    if (closing.includes(line.charAt(end)) && isLast) {
      return { text: line.slice(at + 1, end).trim(), length: end + 1 - at };
    }
  }
  return null;
}

function addWord(lexing: Lexing, word: string): void {
  const last = lexing.fields.at(-1);
  if (last === undefined) lexing.stray.push(word);
  else last.value = `${last.value} ${word}`.trim();
}
