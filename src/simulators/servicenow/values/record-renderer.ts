import type { Instance } from '../instance';
import type { Row } from '../instance-state';
import { fieldPath, type FieldPath } from '../records/field-path';
import type { TableSchema } from '../tables/table-schemas';

export type DisplayMode = 'false' | 'true' | 'all';

/** How an answer shows records. */
export interface Presentation {
  mode: DisplayMode;
  excludeLinks: boolean;
  /** In this order; undefined for all. */
  fields: readonly string[] | undefined;
  hiddenFields: readonly string[];
  /** Scheme and host of links. */
  base: string;
  zone: string;
}

type Shown = string | Readonly<Record<string, string>>;

function storedValue(path: FieldPath, row: Row): string {
  const { type } = path.column;
  if (type === 'journal' || type === 'journal_view') return '';
  if (type === 'password') return path.display(row);
  return path.value(row);
}

function show(path: FieldPath, row: Row, presentation: Presentation): Shown {
  const { mode, base, zone } = presentation;
  const value = storedValue(path, row);
  const isLinked = path.column.type === 'reference' && value !== '' && !presentation.excludeLinks;
  const url = `${base}/api/now/table/${path.column.reference ?? ''}/${value}`;
  const linked = isLinked ? { link: url } : {};
  if (mode === 'false') return isLinked ? { ...linked, value } : value;
  const display = path.display(row, zone);
  if (mode === 'true') return isLinked ? { display_value: display, ...linked } : display;
  return { display_value: display, value, ...linked };
}

/** How records of a table look on the wire. Unknown fields asked for are left out. */
export function recordRenderer(
  instance: Instance,
  schema: TableSchema,
  presentation: Presentation,
): (row: Row) => Record<string, Shown> {
  const names = presentation.fields ?? [...schema.columns.keys()];
  const paths = names.flatMap((name) => {
    if (presentation.hiddenFields.includes(name)) return [];
    const path = fieldPath(instance, schema, name);
    return path ? [[name, path] as const] : [];
  });
  return (row) =>
    Object.fromEntries(paths.map(([name, path]) => [name, show(path, row, presentation)]));
}
