import {
  aTask,
  ORDER,
  startSimulatedInstance,
  type SimulatedInstance,
} from '../adapters/servicenow/simulated-instance';

let instance: SimulatedInstance;
beforeEach(async () => {
  instance = await startSimulatedInstance();
});
afterEach(() => instance.simulator.close());

const liveTasks = async () => (await instance.ourTasks()).filter((row) => row['state'] !== '7');

test('creates a task with our key, id and fields', async () => {
  const task = await aTask(instance.newMirror());
  expect(task).toMatchObject({
    number: expect.stringMatching(/^SCTASK/) as string,
    modCount: 0,
    fields: ORDER.fields,
  });
  expect(await instance.ourTasks()).toMatchObject([
    {
      sys_id: '924d7b371a4351fdafb45fa25d6923dc',
      correlation_id: 'circuit-orders:CO-2026-000123',
    },
  ]);
});

test.each([
  'dropBefore',
  'commitThenDrop',
  'commitThen500',
  'cutJson',
  'html200',
  'html503',
  'partialWithError',
  'doubleInsert',
  'status401Once',
  'status429',
])('creates one live task under %s', async (kind) => {
  await instance.strike('insert sc_task', kind);
  const task = await aTask(instance.newMirror());
  expect(await liveTasks()).toMatchObject([{ sys_id: task.sysId }]);
  expect((await aTask(instance.newMirror())).sysId).toBe(task.sysId);
  expect(await liveTasks()).toHaveLength(1);
});

test.each(['replaced', 'kept'])('creates one task when a given id is %s', async (callerSysId) => {
  await instance.turn({ callerSysId });
  await instance.strike('insert sc_task', 'commitThenDrop');
  const task = await aTask(instance.newMirror());
  expect(await instance.ourTasks()).toMatchObject([{ sys_id: task.sysId }]);
});

test('creates one task when killed right after the insert', async () => {
  const dying = instance.newMirror(
    {},
    {
      reached: () => {
        throw new Error('killed');
      },
    },
  );
  await expect(dying.ensureTask(ORDER)).rejects.toThrow('killed');
  await aTask(instance.newMirror());
  expect(await instance.ourTasks()).toHaveLength(1);
});

test('creates no second task while the first one is hidden', async () => {
  const mirror = instance.newMirror();
  await aTask(mirror);
  await instance.turn({ hiddenRows: { sc_task: 'correlation_display=circuit-orders' } });
  // The canary is readable, so the insert is tried: and it collides.
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'unknown' });
  await instance.turn({ unreadableTables: ['sc_task'] });
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'hidden' });
  expect(await mirror.checkHealth()).toMatchObject({ outcome: 'hidden' });
  await instance.turn({ hiddenRows: {}, unreadableTables: [] });
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'ok' });
  expect(await instance.ourTasks()).toHaveLength(1);
});

test('keeps the first of two and closes the second with a note', async () => {
  await instance.strike('insert sc_task', 'doubleInsert');
  const task = await aTask(instance.newMirror());
  const second = (await instance.ourTasks()).find((row) => row['sys_id'] !== task.sysId);
  expect(second).toMatchObject({ state: '7', active: 'false' });
  expect(await instance.notesOf(second?.['sys_id'] ?? '')).toMatchObject([
    { value: expect.stringContaining(`Duplicate of ${task.number}`) as string },
  ]);
});
