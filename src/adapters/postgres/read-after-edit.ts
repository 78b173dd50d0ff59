import { one, sql, type Queryable } from './sql';

/** Version and revision an edit left behind. */
export function readAfterEdit(
  db: Queryable,
  id: number,
): Promise<{ version: number; revision: number }> {
  return one(db, sql`SELECT version, revision FROM orders WHERE id = ${id}`);
}
