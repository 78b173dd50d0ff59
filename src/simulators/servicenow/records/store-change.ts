import type { Change, Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { toStamp } from '../values/stamp';
import type { Caller } from './caller';
import { taskConsequences } from './task-rules';

const isTask = (row: Row) => read(row, 'sys_class_name') !== '';

/**
 * Changes a stored record and stamps it: one more modification, by whom and when. A write that
 * changes nothing leaves no trace, unless `isCounted` says that something else about it counts.
 */
export function storeChange(
  instance: Instance,
  table: string,
  row: Row,
  values: Row,
  caller: Caller,
  changes: Change[],
  more: { isCounted?: boolean; fields?: string[] } = {},
): boolean {
  const wanted = { ...row, ...values };
  const all = isTask(row)
    ? { ...values, ...taskConsequences(instance, row, wanted, caller.userId) }
    : values;
  const changed = Object.entries(all).filter(([field, value]) => read(row, field) !== value);
  const fields = [...changed.map(([field]) => field), ...(more.fields ?? [])];
  if (fields.length === 0 && !more.isCounted) return false;
  for (const [field, value] of changed) row[field] = value;
  row['sys_mod_count'] = String(Number(read(row, 'sys_mod_count')) + 1);
  row['sys_updated_on'] = toStamp(instance.clock.nowMs());
  row['sys_updated_by'] = caller.userName;
  changes.push({ kind: 'update', table, row, by: caller.userName, fields });
  return true;
}
