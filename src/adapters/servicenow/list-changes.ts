import type { ChangeCursor, ChangePage, MirrorOutcome } from '../../ports/task-mirror';
import { encodeQuery, type Condition } from './encode-query';
import { ok, requireHonoured, rowsOf, taskOf, type Mirror } from './mirror-parts';
import { isOurs, TASK_FIELD_LIST } from './parse-task';
import { toUtcLiteral } from './to-utc-literal';

const PAGE = 200;

/**
 * The next page of our tasks after the cursor, by (moment, id). Rows are cut before rights are
 * applied, so a short page says nothing; only an empty one is the last.
 */
export async function listChanges(
  mirror: Mirror,
  cursor: ChangeCursor,
): Promise<MirrorOutcome<ChangePage>> {
  const since = toUtcLiteral(cursor.updatedOn);
  const answer = await mirror.call({
    path: 'sc_task',
    parameters: {
      sysparm_query: encodeQuery(after(mirror.correlationDisplay, since, cursor.sysId), [
        'sys_updated_on',
        'sys_id',
      ]),
      sysparm_fields: TASK_FIELD_LIST,
      sysparm_limit: String(PAGE),
      sysparm_no_count: 'true',
    },
  });
  const rows = rowsOf(answer).map((raw) => taskOf(mirror, raw));
  requireHonoured(
    mirror,
    rows.every(
      (row) =>
        row.correlationDisplay.toLowerCase() === mirror.correlationDisplay.toLowerCase() &&
        row.task.updatedOn >= since,
    ),
  );
  const next = rows
    .map(({ task }): ChangeCursor => ({ updatedOn: task.updatedOn, sysId: task.sysId }))
    .reduce((last, row) => (isLater(row, last) ? row : last), {
      updatedOn: since,
      sysId: cursor.sysId,
    });
  const tasks = rows
    // Our display text with a key that is not ours was typed by a person; there is no order.
    .filter((row) => isOurs(row, mirror.correlationDisplay))
    .map((row) => row.task)
    .sort((one, other) => (isLater(one, other) ? 1 : -1));
  return ok({ tasks, next, more: rows.length > 0 });
}

/** `>` on the moment alone would lose the other tasks of the same second. */
function after(display: string, updatedOn: string, sysId: string): Condition[][] {
  const ours: Condition = { field: 'correlation_display', is: '=', value: display };
  if (sysId === '') return [[ours, { field: 'sys_updated_on', is: '>=', value: updatedOn }]];
  return [
    [ours, { field: 'sys_updated_on', is: '>', value: updatedOn }],
    [
      ours,
      { field: 'sys_updated_on', is: '=', value: updatedOn },
      { field: 'sys_id', is: '>', value: sysId },
    ],
  ];
}

function isLater(one: ChangeCursor, other: ChangeCursor): boolean {
  return (
    one.updatedOn > other.updatedOn ||
    (one.updatedOn === other.updatedOn && one.sysId.toLowerCase() > other.sysId.toLowerCase())
  );
}
