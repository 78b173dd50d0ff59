import { isClosedState } from '../../domain/order/mirror';
import type { MirrorOutcome, TaskFields, TaskState } from '../../ports/task-mirror';
import { okOrPartial, taskOf, type Mirror } from './mirror-parts';
import { TASK_FIELD_LIST } from './parse-task';
import { callTask, readTask } from './read-task';
import { differingFields, TASK_COLUMNS, toColumnValue } from './task-columns';

/**
 * Reads, sends what differs, and compares the answer with what was sent: an unknown choice or a
 * protected column vanishes under a 200. Sending nothing twice makes it repeatable after a doubt.
 * A task closed since it was last read is not opened again; the answer says that it is closed.
 */
export async function writeFields(
  mirror: Mirror,
  sysId: string,
  fields: TaskFields,
): Promise<MirrorOutcome<TaskState>> {
  const { task } = await readTask(mirror, sysId);
  const wanted = wouldReopen(task, fields) ? { ...fields, state: task.state } : fields;
  const changed = differingFields(wanted, task.fields);
  if (changed.length === 0) return okOrPartial(task, []);
  const body = Object.fromEntries(
    changed.map((name) => [TASK_COLUMNS[name].column, toColumnValue(name, wanted[name] ?? '')]),
  );
  const parameters = { sysparm_fields: TASK_FIELD_LIST };
  const raw = await callTask(mirror, sysId, parameters, { method: 'PATCH', body });
  const stored = taskOf(mirror, raw).task;
  return okOrPartial(stored, differingFields(wanted, stored.fields));
}

const wouldReopen = (task: TaskState, { state }: TaskFields) =>
  state !== undefined && isClosedState(task.state) && !isClosedState(state);
