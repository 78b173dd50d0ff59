import { cleanText } from '../../../src/adapters/servicenow/clean-text';
import {
  aTask,
  cells,
  failure,
  mirrorAt,
  startScriptedInstance,
  SYS_ID,
  type Answer,
  type ScriptedInstance,
  type SeenCall,
} from './scripted-instance';

const CANARY = 'c'.repeat(32);
let instance: ScriptedInstance;
afterEach(() => instance.close());

const writes = () =>
  instance.calls
    .filter((call) => call.method !== 'GET')
    .map((call) => JSON.parse(call.body) as Record<string, string>);

/** A task that keeps what is written, except what `spoil` takes away. */
async function taskKeeping(
  start: Record<string, string> = {},
  spoil: (body: Record<string, string>) => Record<string, string> = (body) => body,
) {
  let current = start;
  instance = await startScriptedInstance((call) => {
    if (call.path.endsWith('/sys_journal_field')) return { json: { result: [] } };
    if (call.method === 'PATCH') {
      current = { ...current, ...spoil(JSON.parse(call.body) as Record<string, string>) };
    }
    return { json: { result: aTask(current) } };
  });
  return mirrorAt(instance.url);
}

describe('fields', () => {
  test('sends only what differs', async () => {
    const mirror = await taskKeeping({ due_date: '2026-05-01 00:00:00' });
    const outcome = await mirror.writeFields(SYS_ID, {
      state: '2',
      dueDate: '2026-05-01T00:00:00.000Z',
    });
    expect(outcome).toMatchObject({ outcome: 'ok', value: { state: '2' } });
    expect(writes()).toEqual([{ state: '2' }]);
  });

  test('sends nothing when nothing differs', async () => {
    const mirror = await taskKeeping({ state: '2' });
    expect(await mirror.writeFields(SYS_ID, { state: '2' })).toMatchObject({ outcome: 'ok' });
    expect(writes()).toEqual([]);
  });

  test('opens no task again that an agent closed since it was last read', async () => {
    const mirror = await taskKeeping({ state: '3' });
    const fields = { state: '2', closeNotes: 'Ours' } as const;
    expect(await mirror.writeFields(SYS_ID, fields)).toMatchObject({
      outcome: 'ok',
      value: { state: '3' },
    });
    expect(writes()).toEqual([{ close_notes: 'Ours' }]);
  });

  test('names the fields that were not stored', async () => {
    const mirror = await taskKeeping({}, () => ({ state: '2' }));
    const outcome = await mirror.writeFields(SYS_ID, {
      state: '2',
      closeNotes: 'Done',
      workEnd: '2026-05-01 10:00:00',
    });
    expect(outcome).toMatchObject({
      outcome: 'partial_write',
      value: { state: '2' },
      fields: ['workEnd', 'closeNotes'],
    });
  });

  test('cuts text to its column before comparing, never inside a character', async () => {
    const mirror = await taskKeeping();
    const shortDescription = `${'x'.repeat(159)}😀 and more`;
    expect(await mirror.writeFields(SYS_ID, { shortDescription })).toMatchObject({
      outcome: 'ok',
    });
    expect(writes()).toEqual([{ short_description: 'x'.repeat(159) }]);
  });

  test('does not write a task that lost our mark', async () => {
    const mirror = await taskKeeping({ correlation_id: 'somebody:1' });
    expect(await mirror.writeFields(SYS_ID, { state: '2' })).toMatchObject({
      outcome: 'refused',
    });
    expect(writes()).toEqual([]);
  });
});

describe('absence', () => {
  const gone = { status: 404, json: failure('No Record found', 'ACL restricts') };
  const answers = (canary: Answer) => (call: SeenCall) =>
    call.path.endsWith(CANARY) ? canary : gone;

  test('is missing while the canary sings', async () => {
    instance = await startScriptedInstance(
      answers({ json: { result: cells({ sys_id: CANARY, number: 'SCTASK0000001' }) } }),
    );
    const mirror = mirrorAt(instance.url, { canarySysId: CANARY, canaryNumber: 'SCTASK0000001' });
    expect(await mirror.readTask(SYS_ID)).toEqual({ outcome: 'missing' });
    expect(await mirror.checkHealth()).toEqual({ outcome: 'ok', value: null });
  });

  test('is hidden while the canary is, too', async () => {
    instance = await startScriptedInstance(answers(gone));
    const mirror = mirrorAt(instance.url, { canarySysId: CANARY });
    expect(await mirror.readTask(SYS_ID)).toMatchObject({ outcome: 'hidden' });
    expect(await mirror.checkHealth()).toMatchObject({ outcome: 'hidden' });
  });

  test('is hidden on a cloned instance, whose canary is another record', async () => {
    instance = await startScriptedInstance(
      answers({ json: { result: cells({ sys_id: CANARY, number: 'SCTASK0099999' }) } }),
    );
    const mirror = mirrorAt(instance.url, { canarySysId: CANARY, canaryNumber: 'SCTASK0000001' });
    expect(await mirror.readTask(SYS_ID)).toMatchObject({ outcome: 'hidden' });
  });

  test('is never believed without a canary', async () => {
    instance = await startScriptedInstance(() => gone);
    expect(await mirrorAt(instance.url).readTask(SYS_ID)).toMatchObject({ outcome: 'hidden' });
  });
});

describe('notes', () => {
  const NOTE = {
    sysId: SYS_ID,
    orderNumber: 'CO-2026-000123',
    marker: '0123456789ab',
    text: 'The carrier\u0007 confirmed.\r\n[code]<b>bold</b>[/code]',
    kind: 'work',
  } as const;
  const LAST_LINE = '[CO-2026-000123 e:0123456789ab]';

  test('goes alone, with its marker as the last line', async () => {
    const mirror = await taskKeeping();
    expect(await mirror.appendNote(NOTE)).toEqual({ outcome: 'ok', value: null });
    expect(writes()).toEqual([
      { work_notes: `The carrier confirmed.\n[ code ]<b>bold</b>[ /code ]\n${LAST_LINE}` },
    ]);
  });

  test('goes to the comments when the requester may read it', async () => {
    const mirror = await taskKeeping();
    await mirror.appendNote({ ...NOTE, kind: 'comment' });
    expect(Object.keys(writes()[0] ?? {})).toEqual(['comments']);
  });

  test('keeps its marker however long it is', async () => {
    const mirror = await taskKeeping();
    await mirror.appendNote({ ...NOTE, text: 'x'.repeat(9000) });
    const sent = writes()[0]?.['work_notes'] ?? '';
    expect(sent).toHaveLength(4000);
    expect(sent.endsWith(`\n${LAST_LINE}`)).toBe(true);
  });

  test('is not sent again when the journal has it', async () => {
    const entry = cells({ sys_id: 'e'.repeat(32), element_id: SYS_ID, value: `x\n${LAST_LINE}` });
    instance = await startScriptedInstance(() => ({ json: { result: [entry] } }));
    expect(await mirrorAt(instance.url).appendNote(NOTE)).toMatchObject({ outcome: 'ok' });
    expect(instance.calls[0]?.query.get('sysparm_query')).toBe(
      `element_id=${SYS_ID}^valueLIKE0123456789ab^ORDERBYsys_created_on`,
    );
    expect(writes()).toEqual([]);
  });

  test('is not sent again when only the text of the task shows it', async () => {
    const mirror = await taskKeeping({ work_notes: `2026 - Us (Work notes)\nx\n${LAST_LINE}\n\n` });
    expect(await mirror.appendNote(NOTE)).toMatchObject({ outcome: 'ok' });
    expect(writes()).toEqual([]);
  });

  test('is known to have vanished under a 200', async () => {
    const mirror = await taskKeeping({}, () => ({}));
    expect(await mirror.appendNote(NOTE)).toEqual({
      outcome: 'partial_write',
      value: null,
      fields: ['work_notes'],
    });
  });

  test('trusts no journal row that was not asked for', async () => {
    const entry = cells({ sys_id: 'e'.repeat(32), element_id: 'f'.repeat(32), value: LAST_LINE });
    instance = await startScriptedInstance(() => ({ json: { result: [entry] } }));
    expect(await mirrorAt(instance.url).appendNote(NOTE)).toMatchObject({ outcome: 'refused' });
  });
});

test('cleaning text twice changes nothing more', () => {
  const once = cleanText('a\r\nb\u0000[CODE]x[ / code ]\tc');
  expect(once).toBe('a\nb[ CODE ]x[ /code ]\tc');
  expect(cleanText(once)).toBe(once);
});
