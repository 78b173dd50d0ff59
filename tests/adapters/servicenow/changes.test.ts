import {
  aTask,
  cells,
  mirrorAt,
  startScriptedInstance,
  SYS_ID,
  type ScriptedInstance,
} from './scripted-instance';

const SINCE = '2026-03-01 08:00:00';
const LATER_ID = 'f'.repeat(32);
let instance: ScriptedInstance;
afterEach(() => instance.close());

async function pages(...rows: unknown[][]) {
  instance = await startScriptedInstance((_call, index) => ({
    json: { result: rows[index] ?? [] },
  }));
  return mirrorAt(instance.url);
}

const query = (index: number) => instance.calls[index]?.query.get('sysparm_query');

test('asks for the same second again, beyond the id', async () => {
  const mirror = await pages([]);
  const cursor = { updatedOn: SINCE, sysId: SYS_ID };
  expect(await mirror.listChanges(cursor)).toEqual({
    outcome: 'ok',
    value: { tasks: [], next: cursor, more: false },
  });
  expect(query(0)).toBe(
    `correlation_display=circuit-orders^sys_updated_on>${SINCE}` +
      `^NQcorrelation_display=circuit-orders^sys_updated_on=${SINCE}^sys_id>${SYS_ID}` +
      '^ORDERBYsys_updated_on^ORDERBYsys_id',
  );
  expect(instance.calls[0]?.query.get('sysparm_limit')).toBe('200');
});

test('starts with the second itself when no id is known', async () => {
  const mirror = await pages([]);
  await mirror.listChanges({ updatedOn: '2026-03-01T08:00:00Z', sysId: '' });
  expect(query(0)).toBe(
    `correlation_display=circuit-orders^sys_updated_on>=${SINCE}` +
      '^ORDERBYsys_updated_on^ORDERBYsys_id',
  );
});

test('goes on after the last row, whatever order they came in', async () => {
  const mirror = await pages([
    aTask({ sys_id: LATER_ID, sys_updated_on: '2026-03-01 08:00:05' }),
    aTask({ sys_updated_on: '2026-03-01 08:00:05', state: '3' }),
  ]);
  const page = await mirror.listChanges({ updatedOn: SINCE, sysId: '' });
  expect(page).toMatchObject({
    value: {
      tasks: [{ sysId: SYS_ID, state: '3' }, { sysId: LATER_ID }],
      next: { updatedOn: '2026-03-01 08:00:05', sysId: LATER_ID },
      more: true,
    },
  });
});

test.each([
  ['of somebody else', { correlation_display: 'other' }],
  ['older than asked', { sys_updated_on: '2026-03-01 07:00:00' }],
])('refuses a page with a row %s', async (_name, changes) => {
  const mirror = await pages([aTask(changes)]);
  expect(await mirror.listChanges({ updatedOn: SINCE, sysId: '' })).toMatchObject({
    outcome: 'refused',
  });
});

test('names a state it does not know, and takes one that is mapped', async () => {
  instance = await startScriptedInstance(() => ({ json: { result: aTask({ state: '5' }) } }));
  expect(await mirrorAt(instance.url).readTask(SYS_ID)).toEqual({
    outcome: 'refused',
    cause: 'SCTASK0010001 has state 5; add it to the state map.',
  });
  const mapped = mirrorAt(instance.url, { stateMap: { '5': '2' } });
  expect(await mapped.readTask(SYS_ID)).toMatchObject({ outcome: 'ok', value: { state: '2' } });
});

describe('journal', () => {
  const entry = (sysId: string, changes: Record<string, string> = {}) =>
    cells({
      sys_id: sysId,
      element_id: SYS_ID,
      element: 'work_notes',
      value: 'Cable is in.\n[CO-2026-000123 e:0123456789ab]',
      sys_created_on: SINCE,
      sys_created_by: 'circuit.orders',
      ...changes,
    });

  test('tells our echo from a person by marker and author', async () => {
    const mirror = await pages([
      entry('1'),
      entry('2', { sys_created_by: 'fred' }),
      entry('3', { value: 'Quoted [CO-2026-000123 e:0123456789ab] and more' }),
      entry('4', { element: 'comments', value: 'Hello', sys_created_by: 'fred' }),
    ]);
    const outcome = await mirror.listJournal([SYS_ID], SINCE);
    expect(outcome).toMatchObject({
      outcome: 'ok',
      value: [
        { sysId: '1', echo: true, kind: 'work', author: 'circuit.orders' },
        { sysId: '2', echo: false },
        { sysId: '3', echo: false },
        { sysId: '4', echo: false, kind: 'comment', text: 'Hello', taskSysId: SYS_ID },
      ],
    });
  });

  test('asks for a hundred tasks per call and reads on until a page is empty', async () => {
    const ids = Array.from({ length: 101 }, (_none, index) => String(index).padStart(32, '0'));
    const mirror = await pages(
      [entry('1', { element_id: ids[0] ?? '' })],
      [],
      [entry('2', { element_id: ids[100] ?? '' })],
    );
    const outcome = await mirror.listJournal([...ids, ...ids], SINCE);
    expect(outcome).toMatchObject({ value: [{ sysId: '1' }, { sysId: '2' }] });
    expect(instance.calls.map((call) => call.query.get('sysparm_offset'))).toEqual([
      '0',
      '500',
      '0',
      '500',
    ]);
    expect(query(0)?.split(',')).toHaveLength(101);
    expect(query(2)).toContain(`element_idIN${ids[100] ?? ''}^`);
  });

  test('asks nothing for nobody', async () => {
    const mirror = await pages();
    expect(await mirror.listJournal([], SINCE)).toEqual({ outcome: 'ok', value: [] });
    expect(instance.calls).toEqual([]);
  });

  test('refuses a row of another task', async () => {
    const mirror = await pages([entry('1', { element_id: LATER_ID })]);
    expect(await mirror.listJournal([SYS_ID], SINCE)).toMatchObject({ outcome: 'refused' });
  });
});
