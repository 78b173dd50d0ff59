import { judgeMissing } from './canary';
import { refused, type CallResult } from './classify-answer';
import type { Call } from './create-connection';
import { requireOurs, resultOf, Stopped, taskOf, type Mirror } from './mirror-parts';
import { TASK_FIELD_LIST, type TaskRow } from './parse-task';

/** One task of ours as it is stored now. */
export async function readTask(mirror: Mirror, sysId: string): Promise<TaskRow> {
  const raw = await callTask(mirror, sysId, { sysparm_fields: TASK_FIELD_LIST });
  return requireOurs(mirror, taskOf(mirror, raw));
}

/** Calls one record and judges its absence. */
export async function callTask(
  mirror: Mirror,
  sysId: string,
  parameters: Record<string, string>,
  write?: Call['write'],
): Promise<unknown> {
  if (!/^[0-9A-Za-z]{32}$/.test(sysId)) {
    throw new Stopped(refused(`${JSON.stringify(sysId)} is no record id.`));
  }
  const path = `sc_task/${sysId}`;
  const answer: CallResult = await mirror.call({ path, parameters, ...(write ? { write } : {}) });
  const isMissing = !answer.ok && answer.failure.outcome === 'missing';
  return resultOf(isMissing ? await judgeMissing(mirror, `Task ${sysId}`) : answer);
}
