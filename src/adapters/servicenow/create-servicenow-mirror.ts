/**
 * The order's task at ServiceNow, over the Table API. Each operation is one file; all calls pass
 * `create-connection` (credentials, limits) and `classify-answer` (what an answer means), all
 * queries `encode-query`. Nothing here retries: an outcome says what may be done next, and every
 * operation may be called again with the same arguments. What was not seen to be stored is not
 * believed, and what was not found is not believed to be absent.
 */
import type { MirrorOutcome, TaskMirror } from '../../ports/task-mirror';
import { appendNote } from './append-note';
import { readCanary } from './canary';
import { refused } from './classify-answer';
import { createConnection } from './create-connection';
import { encodeQuery, QueryRefused } from './encode-query';
import { ensureTask } from './ensure-task';
import { listChanges } from './list-changes';
import { listJournal } from './list-journal';
import { ok, resultOf, rowsOf, Stopped, type Mirror } from './mirror-parts';
import { readTask } from './read-task';
import type { ServiceNowSettings, ServiceNowTools } from './servicenow-settings';
import { writeFields } from './write-fields';

export function createServiceNowMirror(
  settings: ServiceNowSettings,
  tools: ServiceNowTools,
): TaskMirror {
  const mirror: Mirror = {
    call: createConnection(settings, tools),
    settings,
    correlationDisplay: settings.correlationDisplay ?? 'circuit-orders',
    stateMap: settings.stateMap ?? {},
    crashPoints: tools.crashPoints,
    alert: tools.alert ?? (() => undefined),
  };
  return {
    ensureTask: (task) => outcomeOf(() => ensureTask(mirror, task)),
    readTask: (sysId) => outcomeOf(async () => ok((await readTask(mirror, sysId)).task)),
    writeFields: (sysId, fields) => outcomeOf(() => writeFields(mirror, sysId, fields)),
    appendNote: (note) => outcomeOf(() => appendNote(mirror, note)),
    listChanges: (cursor) => outcomeOf(() => listChanges(mirror, cursor)),
    listJournal: (sysIds, since) => outcomeOf(() => listJournal(mirror, sysIds, since)),
    checkHealth: () => outcomeOf(() => checkHealth(mirror)),
  };
}

/** A stop on the way becomes the answer; only a fault in this program is thrown. */
async function outcomeOf<T>(operation: () => Promise<MirrorOutcome<T>>): Promise<MirrorOutcome<T>> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof Stopped) return error.failure;
    if (error instanceof QueryRefused) return refused(error.message);
    throw error;
  }
}

/** The canary, or without one any read of our own tasks. */
async function checkHealth(mirror: Mirror): Promise<MirrorOutcome<null>> {
  resultOf(await readCanary(mirror));
  if (mirror.settings.canarySysId !== undefined) return ok(null);
  const ours = {
    field: 'correlation_display',
    is: '=',
    value: mirror.correlationDisplay,
  } as const;
  const parameters = { sysparm_query: encodeQuery([[ours]], []), sysparm_limit: '1' };
  rowsOf(await mirror.call({ path: 'sc_task', parameters }));
  return ok(null);
}
