import {
  reachedAgain,
  refusedFor,
  taskRead,
  unreachableFor,
  type TaskEvent,
} from '../domain/order/task-events';
import type { MirrorIntent } from '../ports/mirror-ledger';
import type { MirrorOutcome, TaskState } from '../ports/task-mirror';
import type { ActivityTools } from './tools';
import { tryAgain, tryAgainIn } from './trouble';

const AUTH_PROBE_MS = 5 * 60_000;

/** Writes the oldest thing an order's task has to learn. Trouble is tried again, never given up. */
export async function writeNextIntent(
  tools: ActivityTools,
  { orderNumber }: { orderNumber: string },
): Promise<{ written: boolean }> {
  const { mirrorLedger, clock } = tools;
  const intent = await mirrorLedger.nextIntent(orderNumber, clock.nowIso());
  if (intent === null) return { written: false };
  const outcome = await write(tools, intent);
  switch (outcome.outcome) {
    case 'ok':
    case 'partial_write':
      await tellOrder(tools, intent, [
        ...reachedAgain(intent, 'servicenow_unreachable'),
        ...seenIn(intent, outcome.value),
      ]);
      if (outcome.value !== null) {
        await mirrorLedger.storeTask(orderNumber, outcome.value, clock.nowIso());
      }
      if (outcome.outcome === 'partial_write') {
        const cause = `Not stored as sent: ${outcome.fields.join(', ')}`;
        await tellOrder(tools, intent, [refusedFor(intent, 'servicenow_partial_write')]);
        await mirrorLedger.buryIntent(intent.id, cause, clock.nowIso());
      } else {
        await mirrorLedger.finishIntent(intent.id, clock.nowIso());
      }
      tools.crashPoints.reached('sn.store', orderNumber);
      await tools.runtime.ensurePolling('servicenow');
      return { written: true };
    case 'refused':
    case 'missing':
      await tellOrder(tools, intent, [refusedFor(intent, 'servicenow_refused')]);
      await mirrorLedger.buryIntent(intent.id, causeOf(outcome), clock.nowIso());
      return { written: true };
    case 'auth_failed':
      await noteFailure(tools, intent, outcome.cause);
      throw tryAgainIn(outcome.cause, AUTH_PROBE_MS);
    case 'retry_later':
    case 'unknown':
    case 'hidden': {
      await noteFailure(tools, intent, outcome.cause);
      const retryAfter = outcome.outcome === 'retry_later' ? outcome.retryAfterMs : null;
      throw tryAgain(outcome.cause, tools.policy, retryAfter);
    }
  }
}

async function noteFailure(
  tools: ActivityTools,
  intent: MirrorIntent,
  cause: string,
): Promise<void> {
  const now = tools.clock.nowIso();
  const { attentionAfterMs } = tools.policy;
  await tools.mirrorLedger.countTry(intent.id, cause, now);
  await tellOrder(
    tools,
    intent,
    unreachableFor(intent, 'servicenow_unreachable', now, attentionAfterMs),
  );
}

/** What the answer to our write says of an agent's doing. */
function seenIn(intent: MirrorIntent, task: TaskState | null): TaskEvent[] {
  const { taskState, what } = intent;
  if (task === null || taskState === null) return [];
  const sent = what.kind === 'note' ? undefined : what.fields.state;
  const isTheirs = task.state !== taskState && task.state !== sent;
  return taskRead({ ...intent, state: task.state, isTheirs });
}

/** Before the outcome is stored: a crash in between tells again, under the same key. */
async function tellOrder(
  { runtime }: ActivityTools,
  { orderNumber }: MirrorIntent,
  events: readonly TaskEvent[],
): Promise<void> {
  if (events.length > 0) await runtime.tellTrouble(orderNumber, events);
}

const causeOf = (outcome: { outcome: string; cause?: string }) =>
  outcome.cause ?? 'ServiceNow no longer has this task.';

async function write(
  { mirror, mirrorLedger }: ActivityTools,
  intent: MirrorIntent,
): Promise<MirrorOutcome<TaskState | null>> {
  const { what, sysId, orderNumber } = intent;
  if (what.kind === 'note') {
    if (sysId === null) return { outcome: 'refused', cause: 'There is no task to note this in.' };
    const { text, visibility, marker } = what;
    return mirror.appendNote({ sysId, orderNumber, marker, text, kind: visibility });
  }
  await mirrorLedger.storeSent(orderNumber, what.fields);
  return sysId === null
    ? mirror.ensureTask({ orderNumber, fields: what.fields })
    : mirror.writeFields(sysId, what.fields);
}
