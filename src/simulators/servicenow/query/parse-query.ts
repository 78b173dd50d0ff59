import { lexQuery, type Token, type TokenKind } from './lex-query';
import {
  OPERATOR_WORDS,
  UNSIMULATED_OPERATORS,
  type Ordering,
  type QueryTree,
  type Term,
} from './query-tree';

/**
 * Reads an encoded query by recursive descent; any text has a tree.
 *
 * `OR` joins the condition just before it, `^` is AND, `NQ` opens an alternative, orderings are
 * global: `a^b^ORc^d` means a AND (b OR c) AND d.
 */
export function parseQuery(query: string): QueryTree {
  const tokens = lexQuery(query);
  const orderings: Ordering[] = [];
  const alternatives: Term[][][] = [[]];
  let at = 0;

  const peek = (): Token | undefined => tokens[at];
  const accept = (kind: TokenKind): Token | undefined => {
    const token = peek();
    if (token?.kind !== kind) return undefined;
    at += 1;
    return token;
  };
  const restOfItem = (): string => {
    let text = '';
    for (let token = peek(); token && token.kind !== 'separator'; token = peek()) {
      text += token.text;
      at += 1;
    }
    return text;
  };

  const unsimulated = (): Term => ({ kind: 'unsimulated', text: restOfItem() });
  const parseTerm = (): Term => {
    const start = at;
    const field = accept('field');
    const operator = field && accept('operator');
    const word = operator && OPERATOR_WORDS[operator.text];
    if (field === undefined || word === undefined) {
      at = start;
      if (operator && UNSIMULATED_OPERATORS.includes(operator.text)) return unsimulated();
      return { kind: 'malformed', text: restOfItem() };
    }
    return {
      kind: 'condition',
      field: field.text,
      operator: word,
      value: accept('value')?.text ?? '',
    };
  };
  const parseOrdering = (isDescending: boolean) => {
    const field = accept('field');
    const junk = restOfItem();
    if (field && junk === '') orderings.push({ field: field.text, isDescending });
  };
  const parseItem = () => {
    if (accept('order_by')) parseOrdering(false);
    else if (accept('order_by_descending')) parseOrdering(true);
    else if (peek()?.kind === 'unsimulated') alternatives.at(-1)?.push([unsimulated()]);
    else if (accept('new_query')) {
      alternatives.push([]);
      if (peek() && peek()?.kind !== 'separator') alternatives.at(-1)?.push([parseTerm()]);
    } else if (accept('or')) {
      const clauses = alternatives.at(-1);
      const before = clauses?.at(-1);
      const term = parseTerm();
      if (before) before.push(term);
      else clauses?.push([term]);
    } else alternatives.at(-1)?.push([parseTerm()]);
  };

  while (peek()) {
    if (accept('separator')) continue;
    if (accept('end')) break;
    parseItem();
  }
  // An alternative nobody wrote anything into is no alternative; one whose terms are all malformed is.
  const written = alternatives.filter((clauses) => clauses.length > 0);
  return { alternatives: written.length > 0 ? written : [[]], orderings };
}
