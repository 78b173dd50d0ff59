/** How a column stores, compares and shows its value. */
export type ColumnType =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'date_time'
  | 'reference'
  | 'list'
  | 'journal'
  | 'journal_view'
  | 'password';

export interface Column {
  name: string;
  label: string;
  type: ColumnType;
  maxLength: number;
  /** The table a reference or list points to. */
  reference?: string;
  /** Stored value and label of each choice, in menu order. */
  choices?: readonly (readonly [value: string, label: string])[];
  /** Written by the platform alone; what a caller sends is ignored. */
  isSystem?: boolean;
}

export const text = (name: string, label: string, maxLength = 40): Column => ({
  name,
  label,
  type: 'string',
  maxLength,
});

export const integer = (name: string, label: string, choices?: Column['choices']): Column => ({
  name,
  label,
  type: 'integer',
  maxLength: 40,
  ...(choices ? { choices } : {}),
});

export const choice = (
  name: string,
  label: string,
  choices: NonNullable<Column['choices']>,
): Column => ({ name, label, type: 'string', maxLength: 40, choices });

export const boolean = (name: string, label: string): Column => ({
  name,
  label,
  type: 'boolean',
  maxLength: 40,
});

export const dateTime = (name: string, label: string): Column => ({
  name,
  label,
  type: 'date_time',
  maxLength: 40,
});

export const reference = (name: string, label: string, table: string): Column => ({
  name,
  label,
  type: 'reference',
  maxLength: 32,
  reference: table,
});

export const list = (name: string, label: string, table: string): Column => ({
  name,
  label,
  type: 'list',
  maxLength: 4000,
  reference: table,
});

export const journal = (name: string, label: string): Column => ({
  name,
  label,
  type: 'journal',
  maxLength: 4000,
});

const system = (column: Column): Column => ({ ...column, isSystem: true });

/** Identity and creation: what even a journal entry has. */
export const CREATION_COLUMNS: readonly Column[] = [
  system(text('sys_id', 'Sys ID', 32)),
  system(dateTime('sys_created_on', 'Created')),
  system(text('sys_created_by', 'Created by')),
  system(text('sys_tags', 'Tags', 255)),
];

/** What every editable record carries besides. */
export const SYSTEM_COLUMNS: readonly Column[] = [
  ...CREATION_COLUMNS,
  system(dateTime('sys_updated_on', 'Updated')),
  system(text('sys_updated_by', 'Updated by')),
  system(integer('sys_mod_count', 'Updates')),
];

export const asSystem = system;
