import { sysIdOf } from '../../../src/adapters/servicenow/correlation';
import { createServiceNowMirror } from '../../../src/adapters/servicenow/create-servicenow-mirror';
import {
  aTask,
  failure,
  mirrorAt,
  NOW,
  startScriptedInstance,
  SYS_ID,
  type Answer,
  type ScriptedInstance,
  type SeenCall,
} from './scripted-instance';

const ORDER = { orderNumber: 'CO-2026-000123', fields: { shortDescription: 'CO-2026-000123' } };
const CANARY = 'c'.repeat(32);
const OTHER_ID = 'f'.repeat(32);

let instance: ScriptedInstance;
afterEach(() => instance.close());

/** Lists these rows in turn, the last one for ever; all else as `more` says. */
async function listing(pages: unknown[][], more: (call: SeenCall) => Answer) {
  let asked = 0;
  instance = await startScriptedInstance((call) => {
    if (call.method === 'GET' && call.path.endsWith('/sc_task')) {
      const page = pages[Math.min(asked, pages.length - 1)] ?? [];
      asked += 1;
      return { json: { result: page } };
    }
    return more(call);
  });
  return mirrorAt(instance.url, { canarySysId: CANARY });
}

const writes = () => instance.calls.filter((call) => call.method !== 'GET');
const created: Answer = { status: 201, json: { result: aTask() } };
const canaryRow: Answer = { json: { result: { sys_id: CANARY, number: 'SCTASK0000001' } } };

test('adopts what it finds and inserts nothing', async () => {
  const mirror = await listing([[aTask()]], () => created);
  expect(await mirror.ensureTask(ORDER)).toMatchObject({
    outcome: 'ok',
    value: { sysId: SYS_ID, number: 'SCTASK0010001', state: '1', modCount: 0 },
  });
  expect(instance.calls[0]?.query.get('sysparm_query')).toBe(
    'correlation_id=circuit-orders:CO-2026-000123^correlation_display=circuit-orders' +
      '^ORDERBYsys_created_on',
  );
  expect(instance.calls[0]?.query.get('sysparm_limit')).toBe('2');
  expect(writes()).toEqual([]);
});

test('inserts under the derived id, with key and fields and no notes', async () => {
  const mirror = await listing([[], [aTask()]], (call) =>
    call.method === 'POST' ? created : canaryRow,
  );
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'ok' });
  expect(writes().map((call) => JSON.parse(call.body) as unknown)).toEqual([
    {
      sys_id: sysIdOf('circuit-orders:CO-2026-000123'),
      correlation_id: 'circuit-orders:CO-2026-000123',
      correlation_display: 'circuit-orders',
      short_description: 'CO-2026-000123',
    },
  ]);
});

test('does not believe an empty answer while the canary is hidden', async () => {
  const gone = { status: 404, json: failure('No Record found', 'ACL restricts') };
  const mirror = await listing([[]], () => gone);
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'hidden' });
  expect(writes()).toEqual([]);
});

test.each<[string, Answer]>([
  ['a lost answer', 'reset'],
  ['a cancelled transaction', { status: 500, json: failure('Transaction cancelled') }],
  [
    'a collision',
    { status: 403, json: failure('Operation Failed', 'Error during insert of sc_task (x)') },
  ],
])('looks again after %s and adopts', async (_name, answer) => {
  const mirror = await listing([[], [aTask()]], (call) =>
    call.method === 'POST' ? answer : canaryRow,
  );
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'ok' });
  expect(writes()).toHaveLength(1);
});

test('stays in doubt when nothing is found, and uses the same id the next time', async () => {
  const mirror = await listing([[]], (call) => (call.method === 'POST' ? 'reset' : canaryRow));
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'unknown' });
  expect(await mirror.ensureTask(ORDER)).toMatchObject({ outcome: 'unknown' });
  const [first, second] = writes().map((call) => JSON.parse(call.body) as { sys_id: string });
  expect(first?.sys_id).toBe(second?.sys_id);
});

test('keeps the oldest of several and closes the others with a note', async () => {
  const older = aTask({ sys_created_on: '2026-03-01 07:59:00' });
  const younger = aTask({ sys_id: OTHER_ID, number: 'SCTASK0010002' });
  const closed = { state: '7', close_notes: 'x' };
  const alerts: string[] = [];
  let current: Record<string, string> = {};
  instance = await startScriptedInstance((call) => {
    if (call.path.endsWith('/sc_task')) return { json: { result: [younger, older] } };
    if (call.path.endsWith('/sys_journal_field')) return { json: { result: [] } };
    if (call.method === 'PATCH') {
      current = { ...current, ...(JSON.parse(call.body) as Record<string, string>) };
    }
    const changes = { ...current, sys_id: OTHER_ID, number: 'SCTASK0010002' };
    return { json: { result: aTask(changes) } };
  });
  const outcome = await mirrorAt(instance.url, {}, alerts).ensureTask(ORDER);
  expect(outcome).toMatchObject({ outcome: 'ok', value: { sysId: SYS_ID } });
  const bodies = writes().map((call) => JSON.parse(call.body) as Record<string, string>);
  expect(writes().every((call) => call.path.endsWith(OTHER_ID))).toBe(true);
  expect(Object.keys(bodies[0] ?? {})).toEqual(['work_notes']);
  expect(bodies[1]).toMatchObject({ state: closed.state });
  expect(alerts).toEqual(['CO-2026-000123: SCTASK0010002 is a duplicate of SCTASK0010001.']);
});

test('leaves a duplicate alone that is closed already', async () => {
  const rows = [aTask(), aTask({ sys_id: OTHER_ID, state: '7' })];
  const mirror = await listing([rows], () => created);
  expect(await mirror.ensureTask(ORDER)).toMatchObject({
    outcome: 'ok',
    value: { sysId: SYS_ID },
  });
  expect(writes()).toEqual([]);
});

test('says which fields an insert lost', async () => {
  const lost = aTask({ due_date: '', correlation_display: 'circuit-orders' });
  const mirror = await listing([[], [lost]], (call) =>
    call.method === 'POST' ? { status: 201, json: { result: lost } } : canaryRow,
  );
  const fields = { ...ORDER.fields, dueDate: '2026-05-01 00:00:00' };
  expect(await mirror.ensureTask({ ...ORDER, fields })).toMatchObject({
    outcome: 'partial_write',
    fields: ['dueDate'],
  });
});

test('refuses a list with a row that was not asked for', async () => {
  const alerts: string[] = [];
  const stranger = aTask({ correlation_id: 'other:1', correlation_display: 'other' });
  instance = await startScriptedInstance(() => ({ json: { result: [stranger] } }));
  const outcome = await mirrorAt(instance.url, {}, alerts).ensureTask(ORDER);
  expect(outcome).toMatchObject({ outcome: 'refused' });
  expect(outcome).toHaveProperty('cause', expect.stringContaining('query not honoured'));
  expect(alerts).toHaveLength(1);
  expect(writes()).toEqual([]);
});

test('passes its crash point when the answer of the insert has come', async () => {
  const reached: string[] = [];
  let posted = false;
  instance = await startScriptedInstance((call) => {
    posted ||= call.method === 'POST';
    return call.method === 'POST' ? created : { json: { result: posted ? [aTask()] : [] } };
  });
  const mirror = createServiceNowMirror(
    { url: instance.url, auth: 'basic', user: 'circuit.orders', password: 'pw' },
    {
      crashPoints: {
        reached: (point, orderNumber) => {
          reached.push(`${point} ${orderNumber} after ${instance.calls.length} calls`);
        },
      },
      clock: { nowIso: () => NOW },
    },
  );
  await mirror.ensureTask(ORDER);
  expect(reached).toEqual(['sn.insert CO-2026-000123 after 2 calls']);
});
