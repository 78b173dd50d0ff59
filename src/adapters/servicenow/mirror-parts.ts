import type { MirrorOutcome, TaskState, TaskStateCode } from '../../ports/task-mirror';
import { refused, retryLater, type CallResult, type MirrorFailure } from './classify-answer';
import type { Connection } from './create-connection';
import { isOurs, parseTask, TaskUnreadable, type TaskRow } from './parse-task';
import type { ServiceNowSettings, ServiceNowTools } from './servicenow-settings';

/** What every operation of the mirror works with. */
export interface Mirror {
  call: Connection;
  settings: ServiceNowSettings;
  correlationDisplay: string;
  stateMap: Readonly<Record<string, TaskStateCode>>;
  crashPoints: ServiceNowTools['crashPoints'];
  alert: (message: string) => void;
}

/** Leaves an operation early with an outcome; `createServiceNowMirror` turns it into the answer. */
export class Stopped extends Error {
  readonly failure: MirrorFailure;

  constructor(failure: MirrorFailure) {
    super(failure.outcome);
    this.failure = failure;
  }
}

export function resultOf(result: CallResult): unknown {
  if (!result.ok) throw new Stopped(result.failure);
  return result.result;
}

/** The rows of a list; anything else than a list is half an answer. */
export function rowsOf(result: CallResult): unknown[] {
  const rows = resultOf(result);
  if (!Array.isArray(rows)) throw new Stopped(retryLater('ServiceNow sent no list.'));
  return rows;
}

/** A dropped term of a query returns the whole table, so each row has to prove that it was asked. */
export function requireHonoured(mirror: Mirror, isHonoured: boolean): void {
  if (isHonoured) return;
  const cause = 'query not honoured: a row came that was not asked for';
  mirror.alert(cause);
  throw new Stopped(refused(cause));
}

export function taskOf(mirror: Mirror, raw: unknown): TaskRow {
  try {
    return parseTask(raw, mirror.stateMap);
  } catch (error) {
    if (error instanceof TaskUnreadable) throw new Stopped(refused(error.message));
    throw error;
  }
}

/** A task that lost our mark is somebody else's now and is neither believed nor written. */
export function requireOurs(mirror: Mirror, row: TaskRow): TaskRow {
  if (isOurs(row, mirror.correlationDisplay)) return row;
  throw new Stopped(refused(`${row.task.number} does not carry our correlation any more.`));
}

export function ok<T>(value: T): MirrorOutcome<T> {
  return { outcome: 'ok', value };
}

export function okOrPartial(task: TaskState, fields: string[]): MirrorOutcome<TaskState> {
  return fields.length === 0 ? ok(task) : { outcome: 'partial_write', value: task, fields };
}
