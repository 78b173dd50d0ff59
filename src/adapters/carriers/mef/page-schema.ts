import { z } from 'zod';

/** A page of a list. */
export function pageSchema<Row extends z.ZodType>(row: Row) {
  return z.array(row);
}
