import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY_PROPERTY, startGraph, type GraphItem, type GraphUnderTest } from './start-graph';
import { MESSAGE_ID, aMime, toBase64 } from './mime-samples';

let graph: GraphUnderTest;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

const draft = () => graph.call('POST', '/messages', toBase64(aMime()));
const drafted = async () => ((await (await draft()).json()) as GraphItem).id;
const setKey = (id: string) =>
  graph.call('PATCH', `/messages/${id}`, {
    singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: 'a' }],
  });
const byMessageId = `/messages?$filter=${encodeURIComponent(`internetMessageId eq '${MESSAGE_ID}'`)}`;
const found = async () =>
  ((await (await graph.call('GET', byMessageId)).json()) as { value: GraphItem[] }).value;

test('a MIME draft whose answer is lost exists, found by its message id', async () => {
  graph.simulator.faults.set([
    { operation: 'draft', key: MESSAGE_ID, kind: 'commitThenDrop', times: 1 },
  ]);
  await expect(draft()).rejects.toThrow();
  expect(await found()).toMatchObject([{ isDraft: true }]);
});

test('a MIME draft dropped before the work leaves nothing', async () => {
  graph.simulator.faults.set([{ operation: 'draft', kind: 'dropBefore', times: 1 }]);
  await expect(draft()).rejects.toThrow();
  expect(await found()).toEqual([]);
});

test('a key whose answer is lost is set', async () => {
  const id = await drafted();
  graph.simulator.faults.set([{ operation: 'patch', key: 'a', kind: 'commitThenDrop', times: 1 }]);
  await expect(setKey(id)).rejects.toThrow();
  expect(graph.simulator.store.all()).toMatchObject([
    { id, extendedProperties: [{ id: KEY_PROPERTY, value: 'a' }] },
  ]);
});

test('a search by message id and a reading of MIME fail as planned', async () => {
  const id = await drafted();
  graph.simulator.faults.set([
    { operation: 'find', key: MESSAGE_ID, kind: 'status503', times: 1 },
    { operation: 'mime', kind: 'status500', times: 1 },
  ]);
  const statuses = [];
  for (const path of [byMessageId, `/messages/${id}/$value`]) {
    for (let call = 0; call < 2; call += 1) statuses.push((await graph.call('GET', path)).status);
  }
  expect(statuses).toEqual([503, 200, 500, 200]);
});

test('the ledger tells each call, the record what was asked and answered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-record-'));
  const file = join(folder, 'record.jsonl');
  process.env['SIM_RECORD'] = file;
  const recorded = await startGraph();
  try {
    const answer = await recorded.call('POST', '/messages', toBase64(aMime()));
    const { id } = (await answer.json()) as GraphItem;
    await recorded.call('GET', `/messages/${id}/$value`);
    await recorded.close();
  } finally {
    delete process.env['SIM_RECORD'];
  }
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  rmSync(folder, { recursive: true });
  const exchanges = lines.map((line) => JSON.parse(line) as { path: string });
  expect(exchanges.filter(({ path }) => path.includes('/messages'))).toMatchObject([
    { method: 'POST', status: 201, request: toBase64(aMime()), response: { isDraft: true } },
    { method: 'GET', status: 200, response: aMime() },
  ]);
  expect(recorded.simulator.ledger.entries('call')).toMatchObject([
    { operation: 'draft', key: MESSAGE_ID, status: 201 },
    { operation: 'mime', status: 200 },
  ]);
});

test('MIME survives a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-state-'));
  const stateFile = join(folder, 'mail.json');
  const first = await startGraph({ stateFile });
  const answer = await first.call('POST', '/messages', toBase64(aMime()));
  const { id } = (await answer.json()) as GraphItem;
  await first.close();
  const second = await startGraph({ stateFile });
  const mime = await (await second.call('GET', `/messages/${id}/$value`)).text();
  await second.close();
  rmSync(folder, { recursive: true });
  expect(mime).toBe(aMime());
});
