import { MockActivityEnvironment } from '@temporalio/testing';
import { sweepServiceNow } from '../../src/activities/sweep-servicenow';
import type { ActivityTools } from '../../src/activities/tools';
import type { AttentionCause } from '../../src/domain/order/stages';
import type { TaskEvent } from '../../src/domain/order/task-events';
import type { MirrorLink, TaskEdit } from '../../src/ports/mirror-ledger';
import type { TaskState } from '../../src/ports/task-mirror';

const NOW = '2026-03-03T16:00:00.000Z';
const BASE: TaskState = {
  ...{ sysId: 'a'.repeat(32), number: 'SCTASK0010001', state: '2', modCount: 4 },
  ...{ updatedOn: '2026-03-03 15:00:00', fields: { state: '2', description: 'A store opens.' } },
};

/** What one pass writes down and tells about a task that became this. */
async function take(task: TaskState, attention: AttentionCause[] = []) {
  const written: TaskEdit[] = [];
  const told: string[] = [];
  const link: MirrorLink = {
    ...{ orderNumber: 'CO-2026-000001', sysId: task.sysId, base: BASE, lastSent: null },
    ...{ stage: 'confirmed', attention },
  };
  const page = { tasks: [task], next: { updatedOn: NOW, sysId: '' }, more: false };
  const tools = {
    mirror: {
      listChanges: () => Promise.resolve({ outcome: 'ok', value: page }),
      listJournal: () => Promise.resolve({ outcome: 'ok', value: [] }),
    },
    mirrorLedger: {
      ...{ readCursor: () => Promise.resolve(null), linkOf: () => Promise.resolve(link) },
      takeTask: (_: unknown, edits: TaskEdit[]) => Promise.resolve(written.push(...edits)),
      ...{ storeCursor: () => Promise.resolve(), countOpenLinks: () => Promise.resolve(1) },
    },
    runtime: {
      tellTrouble: (_: string, events: TaskEvent[]) =>
        Promise.resolve(told.push(...events.map(({ kind, cause }) => `${kind} ${cause}`))),
    },
    clock: { nowIso: () => NOW },
    policy: { serviceNowPollMs: 10_000 },
  } as unknown as ActivityTools;
  await new MockActivityEnvironment().run(() => sweepServiceNow(tools));
  return { edits: written.map(({ field, from, to }) => `${field}: ${from} → ${to}`), told };
}

const become = (state: TaskState['state'], description = BASE.fields.description): TaskState => ({
  ...BASE,
  ...{
    state,
    modCount: 5,
    fields: { state, ...(description === undefined ? {} : { description }) },
  },
});

test('a task closed too early is written down once, and asks for a person', async () => {
  expect(await take(become('3'))).toEqual({
    edits: ['state: 2 → 3'],
    told: ['trouble servicenow_edited'],
  });
});

test('a field and the state that changed together are two changes; an open task asks nobody', async () => {
  expect(await take(become('1', 'Never mind.'))).toEqual({
    edits: ['description: A store opens. → Never mind.', 'state: 2 → 1'],
    told: [],
  });
});

test('a task opened again tells that it is over', async () => {
  expect(await take(become('1'), ['servicenow_edited'])).toMatchObject({
    told: ['over servicenow_edited'],
  });
});
