import { MockActivityEnvironment } from '@temporalio/testing';
import type { ActivityTools } from '../../src/activities/tools';
import { writeNextIntent } from '../../src/activities/write-next-intent';
import type { AttentionCause } from '../../src/domain/order/stages';
import { NO_CRASH_POINTS } from '../../src/ports/crash-points';
import type { MirrorIntent } from '../../src/ports/mirror-ledger';
import type { MirrorOutcome, TaskState } from '../../src/ports/task-mirror';

const CREATED = '2026-03-03T16:00:00.000Z';
const HOUR_MS = 3_600_000;

const TASK: TaskState = {
  ...{ sysId: 'a'.repeat(32), number: 'SCTASK0010001', state: '1', modCount: 0 },
  ...{ updatedOn: '2026-03-03 16:00:00', fields: {} },
};

/** One waiting intent, one answer of ServiceNow; what the order was told and how the intent ended. */
async function write(
  outcome: MirrorOutcome<TaskState>,
  {
    attention = [],
    waitedMs = 0,
    taskState = null,
  }: { attention?: AttentionCause[]; waitedMs?: number; taskState?: string | null } = {},
) {
  const told: string[] = [];
  const ended: string[] = [];
  const order: string[] = [];
  const intent: MirrorIntent = {
    ...{ id: '7', orderNumber: 'CO-2026-000001', attempts: 1, createdAt: CREATED, sysId: null },
    ...{ taskState, stage: 'confirmed', attention, othersFail: false },
    ...{ what: { kind: 'create', fields: {} } },
  };
  const end = (how: string) => () => {
    ended.push(how);
    return Promise.resolve();
  };
  const tools = {
    mirror: { ensureTask: () => Promise.resolve(outcome) },
    mirrorLedger: {
      ...{ nextIntent: () => Promise.resolve(intent), storeSent: () => Promise.resolve() },
      storeTask: () => {
        order.push('remembered');
        return Promise.resolve();
      },
      finishIntent: end('done'),
      ...{ buryIntent: end('dead'), countTry: end('later') },
    },
    runtime: {
      ensurePolling: () => Promise.resolve(),
      tellTrouble: (_: string, events: { kind: string; cause: string; key: string }[]) => {
        order.push('told');
        told.push(...events.map(({ kind, cause, key }) => `${kind} ${cause} ${key}`));
        return Promise.resolve('told');
      },
    },
    clock: { nowIso: () => new Date(Date.parse(CREATED) + waitedMs).toISOString() },
    crashPoints: NO_CRASH_POINTS,
    policy: { backoff: { firstMs: 1, capMs: 1 }, attentionAfterMs: 4 * HOUR_MS },
  } as unknown as ActivityTools;
  const environment = new MockActivityEnvironment();
  await environment
    .run(() => writeNextIntent(tools, { orderNumber: intent.orderNumber }))
    .catch(() => undefined);
  return { told, ended, order };
}

const DOWN = { outcome: 'retry_later', cause: 'HTTP 503', retryAfterMs: null } as const;

test('asks nobody for attention while ServiceNow is away for less than four hours', async () => {
  expect(await write(DOWN, { waitedMs: 4 * HOUR_MS - 1 })).toMatchObject({
    told: [],
    ended: ['later'],
  });
});

test('asks for attention once after four hours', async () => {
  const late = { waitedMs: 4 * HOUR_MS };
  expect((await write(DOWN, late)).told).toEqual([
    'trouble servicenow_unreachable servicenow_unreachable/7',
  ]);
  const attention: AttentionCause[] = ['servicenow_unreachable'];
  expect((await write(DOWN, { ...late, attention })).told).toEqual([]);
});

test('says that it is over when a write is taken', async () => {
  const attention: AttentionCause[] = ['servicenow_unreachable'];
  expect(await write({ outcome: 'ok', value: TASK }, { attention })).toMatchObject({
    told: ['over servicenow_unreachable servicenow_unreachable/over/7'],
    ended: ['done'],
  });
});

test.each([
  [{ outcome: 'refused', cause: 'ACL' } as const, 'servicenow_refused'],
  [{ outcome: 'missing' } as const, 'servicenow_refused'],
  [
    { outcome: 'partial_write', value: TASK, fields: ['due_date'] } as const,
    'servicenow_partial_write',
  ],
])('asks for attention at once after %j', async (outcome, cause) => {
  expect(await write(outcome as MirrorOutcome<TaskState>)).toMatchObject({
    told: [`trouble ${cause} ${cause}/7`],
    ended: ['dead'],
  });
});

test('asks for attention when the answer shows that an agent closed the task, once', async () => {
  const closed = { outcome: 'ok', value: { ...TASK, state: '3' } } as const;
  expect((await write(closed, { taskState: '2' })).told).toEqual([
    'trouble servicenow_edited servicenow_edited/7',
  ]);
  expect((await write(closed, { taskState: '3' })).told).toEqual([]);
});

test('tells of an agent’s state before it is remembered: a crash in between tells again', async () => {
  const closed = { outcome: 'ok', value: { ...TASK, state: '3' } } as const;
  expect((await write(closed, { taskState: '2' })).order).toEqual(['told', 'remembered']);
});

test('says that it is over when the task fits the order again', async () => {
  const attention: AttentionCause[] = ['servicenow_edited'];
  const open = { outcome: 'ok', value: { ...TASK, state: '2' } } as const;
  expect((await write(open, { taskState: '3', attention })).told).toEqual([
    'over servicenow_edited servicenow_edited/over/7',
  ]);
});
