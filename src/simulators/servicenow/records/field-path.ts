import { schemaOf, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import type { Column } from '../tables/column';
import type { TableSchema } from '../tables/table-schemas';
import { displayValue } from '../values/display-value';
import { findRow } from './find-rows';

/** A field, or one reached through references (`assigned_to.department.name`). */
export interface FieldPath {
  column: Column;
  /** The record that holds the value; undefined where a reference on the way is empty. */
  owner(row: Row): Row | undefined;
  value(row: Row): string;
  /** As a reader in the given zone sees it. */
  display(row: Row, zone?: string): string;
}

/** Resolves a dotted name; undefined if a step does not exist or is no reference. */
export function fieldPath(
  instance: Instance,
  schema: TableSchema,
  name: string,
): FieldPath | undefined {
  const steps = name.split('.');
  const last = steps.pop() ?? '';
  const walked: { field: string; table: string }[] = [];
  let current = schema;
  for (const step of steps) {
    const column = current.columns.get(step);
    const next = column?.type === 'reference' && schemaOf(instance, column.reference ?? '');
    if (!next) return undefined;
    walked.push({ field: step, table: next.name });
    current = next;
  }
  const column = current.columns.get(last);
  if (column === undefined) return undefined;

  const owner = (row: Row): Row | undefined => {
    let reached: Row | undefined = row;
    for (const { field, table } of walked) {
      if (reached === undefined) return undefined;
      reached = findRow(instance, table, read(reached, field));
    }
    return reached;
  };
  return {
    column,
    owner,
    value(row) {
      const held = owner(row);
      if (held === undefined) return '';
      return read(held, last) || (column.type === 'boolean' ? 'false' : '');
    },
    display(row, zone = 'GMT') {
      const held = owner(row);
      return held === undefined ? '' : displayValue(instance, column, held, zone);
    },
  };
}
