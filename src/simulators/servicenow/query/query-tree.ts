/** Every operator, under one name each; synonyms are spelled out in `OPERATOR_WORDS`. */
export type Operator =
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'IN'
  | 'NOT IN'
  | 'LIKE'
  | 'NOT LIKE'
  | 'STARTSWITH'
  | 'ENDSWITH'
  | 'ISEMPTY'
  | 'ISNOTEMPTY'
  | 'ANYTHING'
  | 'EMPTYSTRING'
  | 'BETWEEN'
  | 'SAMEAS'
  | 'NSAMEAS'
  | 'GT_FIELD'
  | 'LT_FIELD'
  | 'ON'
  | 'RELATIVEGT'
  | 'RELATIVELT'
  | 'DYNAMIC';

/** How each operator may be written. */
export const OPERATOR_WORDS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
  IN: 'IN',
  'NOT IN': 'NOT IN',
  LIKE: 'LIKE',
  CONTAINS: 'LIKE',
  '*': 'LIKE',
  'NOT LIKE': 'NOT LIKE',
  NOTLIKE: 'NOT LIKE',
  '!*': 'NOT LIKE',
  'DOES NOT CONTAIN': 'NOT LIKE',
  STARTSWITH: 'STARTSWITH',
  ENDSWITH: 'ENDSWITH',
  '%': 'ENDSWITH',
  ISEMPTY: 'ISEMPTY',
  ISNOTEMPTY: 'ISNOTEMPTY',
  ANYTHING: 'ANYTHING',
  EMPTYSTRING: 'EMPTYSTRING',
  BETWEEN: 'BETWEEN',
  SAMEAS: 'SAMEAS',
  NSAMEAS: 'NSAMEAS',
  GT_FIELD: 'GT_FIELD',
  LT_FIELD: 'LT_FIELD',
  ON: 'ON',
  RELATIVEGT: 'RELATIVEGT',
  RELATIVELT: 'RELATIVELT',
  DYNAMIC: 'DYNAMIC',
};

/** Operators of an instance that this one does not answer; read as malformed they would vanish. */
export const UNSIMULATED_OPERATORS: readonly string[] = [
  'CHANGESFROM',
  'CHANGESTO',
  'DATEPART',
  'GT_OR_EQUALS_FIELD',
  'HASITEMVARIABLE',
  'HASLABEL',
  'HASQUESTION',
  'HASVARIABLE',
  'INSTANCEOF',
  'IN_HIERARCHY',
  'LESSTHAN',
  'LT_OR_EQUALS_FIELD',
  'MATCH_PAT',
  'MATCH_RGX',
  'MORETHAN',
  'NOTON',
  'RELATIVEEE',
  'RELATIVEGE',
  'RELATIVELE',
  'VALCHANGES',
];

export interface Condition {
  kind: 'condition';
  field: string;
  operator: Operator;
  value: string;
}

/** Text that is no condition: it constrains nothing. */
export interface Malformed {
  kind: 'malformed';
  text: string;
}

/** What an instance would answer and this one does not; a query that holds it is refused. */
export interface Unsimulated {
  kind: 'unsimulated';
  text: string;
}

export type Term = Condition | Malformed | Unsimulated;

/** Terms joined by OR. */
export type Clause = readonly Term[];

export interface Ordering {
  field: string;
  isDescending: boolean;
}

/**
 * A parsed query: a row matches if, in one of the alternatives, every clause holds.
 * `a^b^ORc^NQd^ORDERBYe` is `[[[a], [b, c]], [[d]]]` ordered by e.
 */
export interface QueryTree {
  alternatives: readonly (readonly Clause[])[];
  orderings: readonly Ordering[];
}
