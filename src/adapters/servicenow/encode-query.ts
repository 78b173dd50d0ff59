/**
 * Encoded queries. The grammar has no escape, so a value that could be read as grammar is refused
 * here, and nothing else in this folder writes a query.
 *
 *   [[A, B], [C]] ordered by d   →   A^B^NQC^ORDERBYd
 */
const FIELD_KINDS = {
  sys_id: 'id',
  element_id: 'id',
  element: 'text',
  value: 'text',
  correlation_id: 'text',
  correlation_display: 'text',
  sys_created_on: 'date',
  sys_updated_on: 'date',
} as const;

export type QueryField = keyof typeof FIELD_KINDS;

export type Condition =
  | { field: QueryField; is: '=' | '>' | '>=' | 'LIKE'; value: string }
  | { field: QueryField; is: 'IN'; values: readonly string[] }
  | { field: QueryField; is: 'BETWEEN'; from: string; to: string };

/** A value that must not enter a query. It never left this process. */
export class QueryRefused extends Error {}

/** The alternatives are each complete: a condition for all of them stands in each. */
export function encodeQuery(
  alternatives: readonly (readonly Condition[])[],
  orderBy: readonly QueryField[],
): string {
  if (alternatives.length === 0 || alternatives.some((conditions) => conditions.length === 0)) {
    // An empty query is the whole table.
    throw new QueryRefused('A query without a condition is refused.');
  }
  const anyOf = alternatives.map((conditions) => conditions.map(encodeCondition).join('^'));
  return [anyOf.join('^NQ'), ...orderBy.map((field) => `ORDERBY${field}`)].join('^');
}

function encodeCondition(condition: Condition): string {
  const { field, is } = condition;
  if (is === 'IN') {
    if (condition.values.length === 0) throw new QueryRefused(`No values for ${field}.`);
    const values = condition.values.map((value) => checkValue(field, value, ','));
    return `${field}IN${values.join(',')}`;
  }
  if (is === 'BETWEEN') {
    const [from, to] = [condition.from, condition.to].map((value) => checkValue(field, value, '@'));
    return `${field}BETWEEN${from}@${to}`;
  }
  return `${field}${is}${checkValue(field, condition.value)}`;
}

const FORMS = {
  id: /^[0-9A-Za-z]{32}$/,
  date: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/,
  text: /^/,
};

function checkValue(field: QueryField, value: string, separator?: string): string {
  const isUnsafe =
    value.trim() === '' ||
    /^\s*javascript:/i.test(value) ||
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029^]/.test(value) ||
    (separator !== undefined && value.includes(separator)) ||
    !FORMS[FIELD_KINDS[field]].test(value);
  if (isUnsafe) {
    throw new QueryRefused(`A query for ${field} with ${JSON.stringify(value)} is refused.`);
  }
  return value;
}
