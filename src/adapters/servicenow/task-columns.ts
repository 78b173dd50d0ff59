import type { TaskFields } from '../../ports/task-mirror';
import { cleanText, trimTo } from './clean-text';
import { toUtcLiteral } from './to-utc-literal';

export type TaskFieldName = keyof TaskFields;

/** Where each field of a task is kept; `length` is the column's, longer text is cut before. */
export const TASK_COLUMNS = {
  state: { column: 'state', kind: 'choice' },
  shortDescription: { column: 'short_description', kind: 'text', length: 160 },
  description: { column: 'description', kind: 'text', length: 4000 },
  dueDate: { column: 'due_date', kind: 'date' },
  expectedStart: { column: 'expected_start', kind: 'date' },
  workStart: { column: 'work_start', kind: 'date' },
  workEnd: { column: 'work_end', kind: 'date' },
  closeNotes: { column: 'close_notes', kind: 'text', length: 4000 },
} as const satisfies Record<
  TaskFieldName,
  { column: string; kind: 'choice' | 'date' } | { column: string; kind: 'text'; length: number }
>;

export const TASK_FIELD_NAMES = Object.keys(TASK_COLUMNS) as TaskFieldName[];

/** The value as it is sent. */
export function toColumnValue(name: TaskFieldName, value: string): string {
  const entry = TASK_COLUMNS[name];
  if (entry.kind === 'text') return trimTo(cleanText(value), entry.length);
  return entry.kind === 'date' && value !== '' ? toUtcLiteral(value) : value;
}

/** The fields with a value, as columns. */
export function toColumns(fields: TaskFields): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const name of TASK_FIELD_NAMES) {
    const value = fields[name];
    if (value !== undefined) columns[TASK_COLUMNS[name].column] = toColumnValue(name, value);
  }
  return columns;
}

/** Names of the wanted fields that are stored otherwise. */
export function differingFields(wanted: TaskFields, stored: TaskFields): TaskFieldName[] {
  return TASK_FIELD_NAMES.filter((name) => {
    const value = wanted[name];
    return value !== undefined && comparable(name, value) !== comparable(name, stored[name] ?? '');
  });
}

function comparable(name: TaskFieldName, value: string): string {
  return toColumnValue(name, value).trim();
}
