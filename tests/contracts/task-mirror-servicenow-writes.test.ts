import type { MirrorOutcome } from '../../src/ports/task-mirror';
import {
  aNote,
  aTask,
  MARKER,
  ORDER,
  settle,
  startSimulatedInstance,
  type SimulatedInstance,
} from '../adapters/servicenow/simulated-instance';

let instance: SimulatedInstance;
beforeEach(async () => {
  instance = await startSimulatedInstance();
});
afterEach(() => instance.simulator.close());

test.each(['commitThenDrop', 'commitThen500', 'cutJson', 'html200', 'dropBefore'])(
  'writes fields once under %s',
  async (kind) => {
    const mirror = instance.newMirror();
    const { sysId } = await aTask(mirror);
    await instance.strike('update sc_task', kind);
    const fields = { state: '2', dueDate: '2026-06-01 00:00:00' } as const;
    const outcome = await settle(() => mirror.writeFields(sysId, fields));
    expect(outcome).toMatchObject({ outcome: 'ok', value: { modCount: 1, fields } });
  },
);

test('closes a task with everything in one write', async () => {
  const mirror = instance.newMirror();
  const { sysId } = await aTask(mirror);
  const fields = {
    state: '3',
    workEnd: '2026-05-02 10:00:00',
    closeNotes: 'Active since 2 May.',
  } as const;
  expect(await mirror.writeFields(sysId, fields)).toMatchObject({
    outcome: 'ok',
    value: { state: '3', modCount: 1, fields },
  });
  expect(await instance.ourTasks()).toMatchObject([{ active: 'false' }]);
});

test('names a field that vanished from a write', async () => {
  const mirror = instance.newMirror();
  const { sysId } = await aTask(mirror);
  await instance.strike('update sc_task', 'silentFieldDrop', { with: { field: 'due_date' } });
  const fields = { state: '2', dueDate: '2026-06-01 00:00:00' } as const;
  expect(await mirror.writeFields(sysId, fields)).toMatchObject({
    outcome: 'partial_write',
    value: { state: '2' },
    fields: ['dueDate'],
  });
  await instance.turn({ protectedFields: { sc_task: ['close_notes'] } });
  expect(await mirror.writeFields(sysId, { closeNotes: 'Done' })).toMatchObject({
    outcome: 'partial_write',
    fields: ['closeNotes'],
  });
});

test('shows the rule that refused a write', async () => {
  const mirror = instance.newMirror();
  const { sysId } = await aTask(mirror);
  await instance.turn({ closeNotes: 'required' });
  const outcome = await mirror.writeFields(sysId, { state: '3' });
  expect(outcome).toMatchObject({ outcome: 'refused' });
  expect(outcome).toHaveProperty('cause', expect.stringContaining('mandatory'));
});

test.each(['commitThenDrop', 'commitThen500', 'cutJson', 'html503'])(
  'appends a note once under %s',
  async (kind) => {
    const mirror = instance.newMirror();
    const { sysId } = await aTask(mirror);
    await instance.strike('update sc_task', kind);
    const note = aNote(sysId);
    expect(await settle(() => mirror.appendNote(note))).toEqual({ outcome: 'ok', value: null });
    expect(await mirror.appendNote(note)).toEqual({ outcome: 'ok', value: null });
    expect(await instance.notesOf(sysId)).toMatchObject([
      {
        element: 'work_notes',
        value: `The carrier confirmed.\n[CO-2026-000123 e:${MARKER}]`,
      },
    ]);
  },
);

test('appends a note once where the journal table is closed to us', async () => {
  const mirror = instance.newMirror();
  const { sysId } = await aTask(mirror);
  await instance.turn({ unreadableTables: ['sys_journal_field'] });
  await instance.strike('update sc_task', 'commitThenDrop');
  expect(await settle(() => mirror.appendNote(aNote(sysId)))).toMatchObject({ outcome: 'ok' });
  expect(await instance.notesOf(sysId)).toHaveLength(1);
});

test('twenty orders under random faults: one task each, each note once', async () => {
  const kinds = ['dropBefore', 'commitThenDrop', 'commitThen500', 'cutJson', 'html200'];
  const operations = ['insert sc_task', 'update sc_task', 'read sc_task', 'read sys_journal_field'];
  const lines = operations.flatMap((operation) =>
    kinds.map((kind) => ({ operation, kind, probability: 0.05 })),
  );
  await instance.control('PUT', '/faults', { lines, seed: 11 });
  const mirror = instance.newMirror();
  let doubts = 0;
  const counted = <T>(attempt: () => Promise<MirrorOutcome<T>>) =>
    settle(async () => {
      const outcome = await attempt();
      doubts += Number(outcome.outcome !== 'ok');
      return outcome;
    });
  const one = async (index: number) => {
    const orderNumber = `CO-2026-${String(index).padStart(6, '0')}`;
    const created = await counted(() => mirror.ensureTask({ ...ORDER, orderNumber }));
    if (created.outcome !== 'ok') throw new Error(JSON.stringify(created));
    const { sysId } = created.value;
    for (const marker of ['a'.repeat(12), 'b'.repeat(12)]) {
      await counted(() => mirror.appendNote({ ...aNote(sysId), orderNumber, marker }));
    }
    return counted(() => mirror.writeFields(sysId, { state: '3', closeNotes: 'Done.' }));
  };
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_none, index) => one(index)));
  await instance.control('PUT', '/faults', []);

  expect(outcomes.every((outcome) => outcome.outcome === 'ok')).toBe(true);
  expect(doubts).toBeGreaterThan(5);
  const tasks = await instance.ourTasks();
  expect(tasks).toHaveLength(20);
  expect(tasks.every((task) => task['state'] === '3')).toBe(true);
  expect(await instance.rowsOf('sys_journal_field', 'valueLIKE[CO-2026-')).toHaveLength(40);
});
