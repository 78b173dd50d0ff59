import { encodeQuery } from './encode-query';
import { requireHonoured, rowsOf, taskOf, type Mirror } from './mirror-parts';
import { TASK_FIELD_LIST, type TaskRow } from './parse-task';

/** All tasks that carry this key, oldest first; equal seconds are ordered by id, always alike. */
export async function findTasks(mirror: Mirror, correlationId: string): Promise<TaskRow[]> {
  const first = await find(mirror, correlationId, 2);
  const rows = first.length < 2 ? first : await find(mirror, correlationId, 100);
  return rows.sort(
    (one, other) =>
      compare(one.createdOn, other.createdOn) || compare(one.task.sysId, other.task.sysId),
  );
}

async function find(mirror: Mirror, correlationId: string, limit: number): Promise<TaskRow[]> {
  const query = encodeQuery(
    [
      [
        { field: 'correlation_id', is: '=', value: correlationId },
        { field: 'correlation_display', is: '=', value: mirror.correlationDisplay },
      ],
    ],
    ['sys_created_on'],
  );
  const answer = await mirror.call({
    path: 'sc_task',
    parameters: {
      sysparm_query: query,
      sysparm_fields: TASK_FIELD_LIST,
      sysparm_limit: String(limit),
      sysparm_no_count: 'true',
    },
  });
  const rows = rowsOf(answer).map((raw) => taskOf(mirror, raw));
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  requireHonoured(
    mirror,
    rows.every(
      (row) =>
        same(row.correlationId, correlationId) &&
        same(row.correlationDisplay, mirror.correlationDisplay),
    ),
  );
  return rows;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
