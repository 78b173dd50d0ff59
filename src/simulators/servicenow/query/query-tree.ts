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

export type Term = Condition | Malformed;

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
