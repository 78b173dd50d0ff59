import { createHash } from 'node:crypto';
import type { MirrorOutcome, NewTask, TaskState } from '../../ports/task-mirror';
import { appendNote } from './append-note';
import { readCanary } from './canary';
import { correlationIdOf, sysIdOf } from './correlation';
import { findTasks } from './find-tasks';
import { okOrPartial, resultOf, Stopped, taskOf, type Mirror } from './mirror-parts';
import { TASK_FIELD_LIST, type TaskRow } from './parse-task';
import { differingFields, toColumns } from './task-columns';
import { writeFields } from './write-fields';

/**
 * Find, else insert, then look again. There is no key that makes an insert happen once, so an
 * earlier attempt is looked for first, and an insert that may have happened is looked for after;
 * what is still in doubt is `unknown`, and the next call starts by finding.
 */
export async function ensureTask(mirror: Mirror, task: NewTask): Promise<MirrorOutcome<TaskState>> {
  const correlationId = correlationIdOf(task.orderNumber);
  const found = await findTasks(mirror, correlationId);
  if (found.length > 0) return adopt(mirror, task, found, []);
  resultOf(await readCanary(mirror));

  const inserted = await insert(mirror, task, correlationId);
  // An instance may have stored the row twice, or once without saying so.
  const after = await findTasks(mirror, correlationId).catch((error: unknown) => {
    throw inserted instanceof Stopped ? inserted : error;
  });
  if (after.length > 0) {
    const wrong = inserted instanceof Stopped ? [] : differences(mirror, task, inserted);
    return adopt(mirror, task, after, wrong);
  }
  if (inserted instanceof Stopped) throw inserted;
  return okOrPartial(inserted.task, differences(mirror, task, inserted));
}

/** The stored row, or the doubt about it. */
async function insert(
  mirror: Mirror,
  task: NewTask,
  correlationId: string,
): Promise<TaskRow | Stopped> {
  const answer = await mirror.call({
    path: 'sc_task',
    parameters: { sysparm_fields: TASK_FIELD_LIST },
    write: {
      method: 'POST',
      body: {
        ...toColumns(task.fields),
        sys_id: sysIdOf(correlationId),
        correlation_id: correlationId,
        correlation_display: mirror.correlationDisplay,
      },
    },
  });
  mirror.crashPoints.reached('sn.insert', task.orderNumber);
  if (!answer.ok && answer.failure.outcome === 'unknown') return new Stopped(answer.failure);
  return taskOf(mirror, resultOf(answer));
}

function differences(mirror: Mirror, wanted: NewTask, stored: TaskRow): string[] {
  const wrong: string[] = differingFields(wanted.fields, stored.task.fields);
  if (stored.correlationId !== correlationIdOf(wanted.orderNumber)) wrong.push('correlationId');
  if (stored.correlationDisplay !== mirror.correlationDisplay) wrong.push('correlationDisplay');
  return wrong;
}

/** Keeps the oldest; the others are closed as skipped, each with a note that says why. */
async function adopt(
  mirror: Mirror,
  task: NewTask,
  found: TaskRow[],
  wrong: string[],
): Promise<MirrorOutcome<TaskState>> {
  const [kept, ...others] = found;
  if (kept === undefined) throw new Error('Nothing to adopt.');
  const stillOpen: string[] = [];
  for (const { task: other } of others) {
    if (other.state === '7') continue;
    const text = `Duplicate of ${kept.task.number}, which carries this order. Closed as skipped.`;
    const marker = createHash('sha256').update(`duplicate ${other.sysId}`).digest('hex');
    const { orderNumber } = task;
    const note = { sysId: other.sysId, orderNumber, marker: marker.slice(0, 12), text };
    stopInDoubt(await appendNote(mirror, { ...note, kind: 'work' }));
    const closed = await writeFields(mirror, other.sysId, { state: '7', closeNotes: text });
    stopInDoubt(closed);
    if (closed.outcome !== 'ok') stillOpen.push(`duplicate ${other.number}`);
    mirror.alert(`${orderNumber}: ${other.number} is a duplicate of ${kept.task.number}.`);
  }
  return okOrPartial(kept.task, [...wrong, ...stillOpen]);
}

/** What the next call can settle ends this one; a refusal would only come again. */
function stopInDoubt(outcome: MirrorOutcome<unknown>): void {
  const { outcome: name } = outcome;
  if (name === 'retry_later' || name === 'unknown' || name === 'auth_failed') {
    throw new Stopped(outcome);
  }
}
