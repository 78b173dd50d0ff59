import type { TaskFields, TaskState, TaskStateCode } from '../../ports/task-mirror';
import { isCorrelationId } from './correlation';
import { TASK_COLUMNS, TASK_FIELD_NAMES } from './task-columns';

/** A task as read, with what tells whether it is ours. */
export interface TaskRow {
  task: TaskState;
  correlationId: string;
  correlationDisplay: string;
  createdOn: string;
}

/** Asked for in every read and write of a task. */
export const TASK_FIELD_LIST = [
  'sys_id',
  'number',
  'correlation_id',
  'correlation_display',
  'sys_mod_count',
  'sys_created_on',
  'sys_updated_on',
  ...TASK_FIELD_NAMES.map((name) => TASK_COLUMNS[name].column),
].join(',');

/** An answer that is JSON but not a task: a column hidden from us, or a state we do not know. */
export class TaskUnreadable extends Error {}

const STATES: readonly string[] = ['-5', '1', '2', '3', '4', '7'] satisfies TaskStateCode[];

export function parseTask(
  raw: unknown,
  stateMap: Readonly<Record<string, TaskStateCode>>,
): TaskRow {
  const needed = (column: string): string => {
    const value = valueOf(raw, column);
    if (value === '') throw new TaskUnreadable(`A task came without ${column}.`);
    return value;
  };
  const number = needed('number');
  const stateValue = needed('state');
  const state = STATES.includes(stateValue) ? (stateValue as TaskStateCode) : stateMap[stateValue];
  if (state === undefined) {
    throw new TaskUnreadable(`${number} has state ${stateValue}; add it to the state map.`);
  }
  const fields: TaskFields = {};
  for (const name of TASK_FIELD_NAMES) {
    if (name !== 'state') fields[name] = valueOf(raw, TASK_COLUMNS[name].column);
  }
  return {
    task: {
      sysId: needed('sys_id'),
      number,
      state,
      modCount: Number(needed('sys_mod_count')),
      updatedOn: needed('sys_updated_on'),
      fields: { ...fields, state },
    },
    correlationId: valueOf(raw, 'correlation_id'),
    correlationDisplay: valueOf(raw, 'correlation_display'),
    createdOn: valueOf(raw, 'sys_created_on'),
  };
}

/** True for a row that carries our mark; text is compared as the instance compares it. */
export function isOurs(row: TaskRow, correlationDisplay: string): boolean {
  return (
    row.correlationDisplay.toLowerCase() === correlationDisplay.toLowerCase() &&
    isCorrelationId(row.correlationId)
  );
}

/** The stored value of a column, empty if the row has no such column. */
export function valueOf(raw: unknown, column: string): string {
  return textOf(raw, column, 'value');
}

/** What a person would see there. */
export function labelOf(raw: unknown, column: string): string {
  return textOf(raw, column, 'display_value');
}

function textOf(raw: unknown, column: string, part: 'value' | 'display_value'): string {
  const cell = (raw as Record<string, unknown> | null)?.[column];
  const text =
    typeof cell === 'object' && cell !== null ? (cell as Record<string, unknown>)[part] : cell;
  return typeof text === 'string' ? text : '';
}
