import { failed, type CallResult } from './classify-answer';
import type { Mirror } from './mirror-parts';
import { valueOf } from './parse-task';

/**
 * An unauthorised read looks like an empty table. So before anything is believed to be absent, a
 * record known to exist has to be readable, and be the one we know: a clone of another instance
 * has a different one.
 */
export async function readCanary(mirror: Mirror): Promise<CallResult> {
  const { canarySysId, canaryNumber, canaryNoteSysId } = mirror.settings;
  if (canarySysId === undefined) return { ok: true, result: null };
  const task = await mirror.call({
    path: `sc_task/${encodeURIComponent(canarySysId)}`,
    parameters: { sysparm_fields: 'sys_id,number' },
  });
  if (!task.ok) return hiddenIfMissing(task, 'The canary task is not readable.');
  if (canaryNumber !== undefined && valueOf(task.result, 'number') !== canaryNumber) {
    const cause = 'The canary task is another one: this instance was cloned over.';
    mirror.alert(cause);
    return failed({ outcome: 'hidden', cause });
  }
  if (canaryNoteSysId === undefined) return task;
  const note = await mirror.call({
    path: `sys_journal_field/${encodeURIComponent(canaryNoteSysId)}`,
    parameters: { sysparm_fields: 'sys_id' },
  });
  return hiddenIfMissing(note, 'The canary note is not readable.');
}

/** What a "not there" means: `missing` only while the canary is readable. */
export async function judgeMissing(mirror: Mirror, what: string): Promise<CallResult> {
  if (mirror.settings.canarySysId === undefined) {
    const cause = `${what} is not readable, and no canary tells deleted from hidden.`;
    return failed({ outcome: 'hidden', cause });
  }
  const canary = await readCanary(mirror);
  return canary.ok ? failed({ outcome: 'missing' }) : canary;
}

function hiddenIfMissing(result: CallResult, cause: string): CallResult {
  const isMissing = !result.ok && result.failure.outcome === 'missing';
  return isMissing ? failed({ outcome: 'hidden', cause }) : result;
}
