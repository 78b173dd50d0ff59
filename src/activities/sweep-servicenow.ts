import { taskRead } from '../domain/order/task-events';
import type { MirrorLink, TaskEdit } from '../ports/mirror-ledger';
import type { ChangeCursor, TaskFields, TaskState } from '../ports/task-mirror';
import type { SweepAnswer } from './activities';
import type { ActivityTools } from './tools';
import { tryAgain } from './trouble';

// Stamps are made before commits: a little of what was seen already is read again.
const OVERLAP_MS = 30_000;

/** One pass over what changed in ServiceNow: fields agents edited, notes they wrote. */
export async function sweepServiceNow(tools: ActivityTools): Promise<SweepAnswer> {
  const { mirror, mirrorLedger, clock, policy } = tools;
  const kept = await mirrorLedger.readCursor();
  const since = minus(kept?.updatedOn ?? clock.nowIso(), OVERLAP_MS);
  let cursor: ChangeCursor = { updatedOn: since, sysId: '' };
  for (let more = true; more;) {
    const page = await mirror.listChanges(cursor);
    if (page.outcome !== 'ok') {
      throw tryAgain('cause' in page ? page.cause : page.outcome, policy);
    }
    const { tasks, next } = page.value;
    await takeTasks(tools, tasks, since);
    more = page.value.more && tasks.length > 0;
    cursor = next;
  }
  if (kept === null || isLater(cursor.updatedOn, kept.updatedOn)) {
    await mirrorLedger.storeCursor(cursor, clock.nowIso());
  }
  return { openOrders: await mirrorLedger.countOpenLinks(), nextInMs: policy.serviceNowPollMs };
}

async function takeTasks(tools: ActivityTools, tasks: TaskState[], since: string): Promise<void> {
  const { mirror, mirrorLedger, runtime, clock, policy } = tools;
  const links = new Map<string, MirrorLink>();
  for (const task of tasks) {
    const link = await mirrorLedger.linkOf(task.sysId);
    if (link === null) continue;
    links.set(task.sysId, link);
    const edits = editsOf(link, task);
    // Before it is remembered: a crash in between tells again, under the same key.
    const events = taskRead({
      ...{ id: `${task.sysId}/${task.modCount}`, state: task.state },
      ...{ stage: link.stage, attention: link.attention },
      isTheirs: edits.some(({ field }) => field === 'state'),
    });
    if (events.length > 0) await runtime.tellTrouble(link.orderNumber, events);
    await mirrorLedger.takeTask(link, edits, task, clock.nowIso());
  }
  if (links.size === 0) return;
  const journal = await mirror.listJournal([...links.keys()], since);
  if (journal.outcome !== 'ok') {
    throw tryAgain('cause' in journal ? journal.cause : journal.outcome, policy);
  }
  for (const entry of journal.value) {
    const link = links.get(entry.taskSysId);
    if (link !== undefined && !entry.echo) {
      await mirrorLedger.recordJournal(link, entry, clock.nowIso());
    }
  }
}

/** What somebody else changed: different from the last known value and from what we sent. */
function editsOf(link: MirrorLink, task: TaskState): TaskEdit[] {
  const { base, lastSent } = link;
  if (base === null || base.modCount >= task.modCount) return [];
  // The state stands among the fields as well; it is compared once, below.
  const names = (Object.keys(task.fields) as (keyof TaskFields)[]).filter(
    (name) => name !== 'state',
  );
  const edits = names
    .filter((name) => task.fields[name] !== base.fields[name])
    .filter((name) => task.fields[name] !== lastSent?.[name])
    .map((name) => edit(name, base.fields[name], task.fields[name]));
  const theirs = task.state !== base.state && task.state !== lastSent?.state;
  return theirs ? [...edits, edit('state', base.state, task.state)] : edits;
}

const edit = (field: string, from: string | undefined, to: string | undefined): TaskEdit => ({
  field,
  from: from ?? '',
  to: to ?? '',
});

/** Reads ISO and ServiceNow's own form. */
function msOf(instant: string): number {
  return Date.parse(instant.includes('T') ? instant : `${instant.replace(' ', 'T')}Z`);
}

function minus(instant: string, ms: number): string {
  return new Date(msOf(instant) - ms).toISOString();
}

function isLater(one: string, other: string): boolean {
  return msOf(one) > msOf(other);
}
