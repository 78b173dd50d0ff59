import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCertificateAuthority } from '../../src/simulators/kit/certificate-authority';
import {
  aNote,
  aTask,
  LONG_AGO,
  MARKER,
  ORDER,
  startSimulatedInstance,
  type SimulatedInstance,
} from '../adapters/servicenow/simulated-instance';

let instance: SimulatedInstance;
beforeEach(async () => {
  instance = await startSimulatedInstance();
});
afterEach(() => instance.simulator.close());

test('sees what an agent did, and whose notes are whose', async () => {
  const mirror = instance.newMirror();
  const { sysId } = await aTask(mirror);
  await mirror.appendNote(aNote(sysId));
  await instance.control('POST', '/act', {
    as: 'sam',
    sys_id: sysId,
    do: 'comment',
    text: 'Any news?',
  });
  await instance.control('POST', '/act', {
    as: 'admin',
    sys_id: sysId,
    do: 'note',
    text: `Quoting: [CO-2026-000123 e:${MARKER}]`,
  });
  await instance.control('POST', '/act', { as: 'admin', sys_id: sysId, do: 'close', state: 4 });

  const page = await mirror.listChanges({ updatedOn: LONG_AGO, sysId: '' });
  expect(page).toMatchObject({
    outcome: 'ok',
    value: { more: true, tasks: [{ sysId, state: '4', modCount: 4 }] },
  });
  if (page.outcome !== 'ok') return;
  expect(await mirror.listChanges(page.value.next)).toMatchObject({
    value: { tasks: [], more: false, next: page.value.next },
  });

  const journal = await mirror.listJournal([sysId], LONG_AGO);
  const entries = journal.outcome === 'ok' ? journal.value : [];
  expect(entries).toHaveLength(3);
  expect(entries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'work', author: 'circuit.orders', echo: true }),
      expect.objectContaining({ kind: 'comment', text: 'Any news?', echo: false }),
      expect.objectContaining({ kind: 'work', author: 'admin', echo: false }),
    ]),
  );
});

test('pages through many tasks of one second without losing or repeating one', async () => {
  const number = (index: number) => `CO-2026-${String(index).padStart(6, '0')}`;
  await instance.control('PUT', '/clock', { mode: 'paused', nowMs: Date.UTC(2026, 2, 1) });
  for (let index = 0; index < 230; index += 1) {
    await instance.control('POST', '/insert', {
      fields: {
        correlation_id: `circuit-orders:${number(index)}`,
        correlation_display: 'circuit-orders',
      },
    });
  }
  await instance.control('POST', '/insert', { fields: { correlation_display: 'somebody else' } });
  const mirror = instance.newMirror();
  const seen: string[] = [];
  let cursor = { updatedOn: LONG_AGO, sysId: '' };
  for (let more = true; more;) {
    const page = await mirror.listChanges(cursor);
    if (page.outcome !== 'ok') throw new Error(JSON.stringify(page));
    seen.push(...page.value.tasks.map((task) => task.sysId));
    ({ next: cursor, more } = page.value);
  }
  expect(seen).toHaveLength(230);
  expect(new Set(seen).size).toBe(230);
});

test('calls a deleted task missing, and a hidden one hidden', async () => {
  const mirror = instance.newMirror();
  const { sysId } = await aTask(mirror);
  await instance.turn({ unreadableTables: ['sc_task'] });
  expect(await mirror.readTask(sysId)).toMatchObject({ outcome: 'hidden' });
  await instance.turn({ unreadableTables: [] });
  expect(await mirror.readTask(sysId)).toMatchObject({ outcome: 'ok' });
  await instance.control('POST', '/act', { as: 'admin', sys_id: sysId, do: 'delete' });
  expect(await mirror.readTask(sysId)).toEqual({ outcome: 'missing' });
  expect(await mirror.writeFields(sysId, { state: '2' })).toEqual({ outcome: 'missing' });
});

test('says when it may come again, and that its credentials are refused', async () => {
  await instance.strike('read sc_task', 'status429', { with: { retryAfter: 12 } });
  expect(await instance.newMirror().ensureTask(ORDER)).toMatchObject({
    outcome: 'retry_later',
    retryAfterMs: 12_000,
  });
  expect(await instance.newMirror({ clientSecret: 'wrong' }).ensureTask(ORDER)).toMatchObject({
    outcome: 'auth_failed',
  });
  const basic = instance.newMirror({ auth: 'basic', password: 'integration-secret' });
  expect(await basic.checkHealth()).toEqual({ outcome: 'ok', value: null });
  expect(await instance.newMirror({ auth: 'basic', password: 'no' }).checkHealth()).toMatchObject({
    outcome: 'auth_failed',
  });
});

test('trusts an authority of its own by file, and nobody else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'servicenow-ca-'));
  const authority = openCertificateAuthority(folder);
  const secure = await startSimulatedInstance({ tls: authority.server });
  expect(await secure.newMirror({ caFile: authority.caFile }).checkHealth()).toMatchObject({
    outcome: 'ok',
  });
  expect(await secure.newMirror().checkHealth()).toMatchObject({ outcome: 'retry_later' });
  await secure.simulator.close();
  rmSync(folder, { recursive: true });
});
