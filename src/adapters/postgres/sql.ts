import type { QueryResult, QueryResultRow } from 'pg';

/** A statement with its values; every value becomes a placeholder, statements nest. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Anything that runs statements: a pool for single ones, a client inside a transaction. */
export interface Queryable {
  query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<QueryResult<Row>>;
}

const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && 'text' in value && 'values' in value;

/** `` sql`SELECT ${1} WHERE ${condition}` ``: values turn into `$n`, nested statements are spliced in. */
export function sql(strings: TemplateStringsArray, ...parts: unknown[]): Statement {
  let text = '';
  const values: unknown[] = [];
  strings.forEach((piece, index) => {
    text += piece;
    if (index >= parts.length) return;
    const part = parts[index];
    if (isStatement(part)) {
      text += part.text.replace(
        /\$(\d+)/gu,
        (_all, number: string) => `$${Number(number) + values.length}`,
      );
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
  });
  return { text, values };
}

/** Joins conditions with AND; none is true. */
export function and(conditions: readonly Statement[]): Statement {
  return conditions.reduce<Statement>(
    (all, condition, index) => (index === 0 ? condition : sql`${all} AND ${condition}`),
    sql`true`,
  );
}

export async function many<Row extends QueryResultRow>(
  db: Queryable,
  statement: Statement,
): Promise<Row[]> {
  return (await db.query<Row>(statement.text, [...statement.values])).rows;
}

export async function maybeOne<Row extends QueryResultRow>(
  db: Queryable,
  statement: Statement,
): Promise<Row | undefined> {
  return (await many<Row>(db, statement))[0];
}

/** The one row a statement must answer with; none is a bug of ours. */
export async function one<Row extends QueryResultRow>(
  db: Queryable,
  statement: Statement,
): Promise<Row> {
  const row = await maybeOne<Row>(db, statement);
  if (row === undefined) throw new Error(`No row from: ${statement.text.slice(0, 80)}`);
  return row;
}

/** How many rows the statement touched. */
export async function run(db: Queryable, statement: Statement): Promise<number> {
  return (await db.query(statement.text, [...statement.values])).rowCount ?? 0;
}
