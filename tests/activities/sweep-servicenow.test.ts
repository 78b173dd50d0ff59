import { MockActivityEnvironment } from '@temporalio/testing';
import { sweepServiceNow } from '../../src/activities/sweep-servicenow';
import type { ActivityTools } from '../../src/activities/tools';
import type { TaskEdit } from '../../src/ports/mirror-ledger';
import type { TaskState } from '../../src/ports/task-mirror';

const NOW = '2026-03-03T16:00:00.000Z';
const BASE: TaskState = {
  ...{ sysId: 'a'.repeat(32), number: 'SCTASK0010001', state: '2', modCount: 4 },
  ...{ updatedOn: '2026-03-03 15:00:00', fields: { state: '2', description: 'A store opens.' } },
};

/** What one pass writes down about a task that became this. */
async function editsOf(task: TaskState): Promise<string[]> {
  const edits: TaskEdit[] = [];
  const link = { orderNumber: 'CO-2026-000001', sysId: task.sysId, base: BASE, lastSent: null };
  const page = { tasks: [task], next: { updatedOn: NOW, sysId: '' }, more: false };
  const tools = {
    mirror: {
      listChanges: () => Promise.resolve({ outcome: 'ok', value: page }),
      listJournal: () => Promise.resolve({ outcome: 'ok', value: [] }),
    },
    mirrorLedger: {
      ...{ readCursor: () => Promise.resolve(null), linkOf: () => Promise.resolve(link) },
      recordTaskEdit: (_: unknown, edit: TaskEdit) => Promise.resolve(edits.push(edit)),
      ...{ storeTask: () => Promise.resolve(), storeCursor: () => Promise.resolve() },
      countOpenLinks: () => Promise.resolve(1),
    },
    clock: { nowIso: () => NOW },
    policy: { serviceNowPollMs: 10_000 },
  } as unknown as ActivityTools;
  await new MockActivityEnvironment().run(() => sweepServiceNow(tools));
  return edits.map(({ field, from, to }) => `${field}: ${from} → ${to}`);
}

test('one change of the state by an agent is written down once', async () => {
  const closed: TaskState = {
    ...BASE,
    ...{ state: '3', modCount: 5, fields: { ...BASE.fields, state: '3' } },
  };
  expect(await editsOf(closed)).toEqual(['state: 2 → 3']);
});

test('a field and the state that changed together are two changes', async () => {
  const edited: TaskState = {
    ...BASE,
    ...{ state: '1', modCount: 5, fields: { state: '1', description: 'Never mind.' } },
  };
  expect(await editsOf(edited)).toEqual([
    'description: A store opens. → Never mind.',
    'state: 2 → 1',
  ]);
});
