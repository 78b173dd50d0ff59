import { OPERATOR_WORDS, UNSIMULATED_OPERATORS } from './query-tree';

export type TokenKind =
  | 'separator'
  | 'or'
  | 'new_query'
  | 'end'
  | 'order_by'
  | 'order_by_descending'
  | 'unsimulated'
  | 'field'
  | 'operator'
  | 'value'
  | 'junk';

export interface Token {
  kind: TokenKind;
  text: string;
}

/** Words that may open an item, longest first, so that ORDERBY is never read as OR. */
const OPENERS: readonly (readonly [word: string, kind: TokenKind])[] = [
  ['123TEXTQUERY321', 'unsimulated'],
  ['ORDERBYDESC', 'order_by_descending'],
  ['RLQUERY', 'unsimulated'],
  ['ORDERBY', 'order_by'],
  ['JOIN', 'unsimulated'],
  ['OR', 'or'],
  ['NQ', 'new_query'],
];

const OPERATORS = [...Object.keys(OPERATOR_WORDS), ...UNSIMULATED_OPERATORS].sort(
  (a, b) => b.length - a.length,
);

// Names are lower case, which is what tells `stateIN1` apart into field, operator and value.
const isNameCharacter = (character: string): boolean =>
  (character >= 'a' && character <= 'z') ||
  (character >= '0' && character <= '9') ||
  character === '_' ||
  character === '.';

/** Cuts an encoded query into tokens. Nothing is quoted or escaped: `^` always ends an item. */
export function lexQuery(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;

  const take = (kind: TokenKind, length: number) => {
    tokens.push({ kind, text: query.slice(at, at + length) });
    at += length;
  };
  const lexName = (end: number) => {
    let stop = at;
    while (stop < end && isNameCharacter(query.charAt(stop))) stop += 1;
    const isName = stop > at;
    if (isName) take('field', stop - at);
    return isName;
  };
  const lexCondition = (end: number) => {
    if (lexName(end)) {
      const operator = OPERATORS.find(
        (word) => at + word.length <= end && query.startsWith(word, at),
      );
      if (operator !== undefined) {
        take('operator', operator.length);
        take('value', end - at);
        return;
      }
    }
    if (at < end) take('junk', end - at);
  };
  const lexItem = (end: number) => {
    if (query.slice(at, end) === 'EQ') {
      take('end', 2);
      return;
    }
    const opener = OPENERS.find(([word]) => at + word.length <= end && query.startsWith(word, at));
    if (opener) {
      const [word, kind] = opener;
      take(kind, word.length);
      if (kind === 'order_by' || kind === 'order_by_descending') {
        lexName(end);
        if (at < end) take('junk', end - at);
        return;
      }
    }
    if (at < end) lexCondition(end);
  };

  while (at < query.length) {
    if (query.charAt(at) === '^') {
      take('separator', 1);
    } else {
      const next = query.indexOf('^', at);
      lexItem(next === -1 ? query.length : next);
    }
  }
  return tokens;
}
