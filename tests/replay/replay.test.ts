import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { useTemporaryFolder } from '../support/temporary-folder';
import { BRANCHES } from './branches';

const FOLDER = join(__dirname, 'order-lifecycle');
const files = readdirSync(FOLDER);
const bundle = process.env['WORKFLOW_BUNDLE'] ?? '';
const folder = useTemporaryFolder('circuit-orders-mutant-');

beforeAll(() => {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
});
afterAll(() => Runtime.instance().shutdown());

function* recorded() {
  for (const file of files) {
    const json: unknown = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
    yield { workflowId: file, history: historyFromJSON(json) };
  }
}

/** The recordings that no longer fit this bundle. */
async function misfits(codePath: string): Promise<string[]> {
  const strays: string[] = [];
  const results = Worker.runReplayHistories({ workflowBundle: { codePath } }, recorded());
  for await (const { workflowId, error } of results) {
    if (error !== undefined) strays.push(workflowId);
  }
  return strays;
}

test('has a recording of every branch', () => {
  const branches = new Set(files.map((file) => file.replace(/(\.\d+)?\.json$/u, '')));
  expect([...branches].sort()).toEqual(Object.keys(BRANCHES).sort());
});

test('replays every recorded life on this build', async () => {
  expect(await misfits(bundle)).toEqual([]);
}, 60_000);

test('notices when two commands of the story change places', async () => {
  const code = readFileSync(bundle, 'utf8');
  // The search attributes come before the projection instead of after it.
  const order = /const answer = await \(0, ([\w.]+)\.project\)\(\{/u;
  expect(code).toMatch(order);
  const swapped = code.replace(order, (call) => `showOperators({ stage: '' }, before); ${call}`);
  const codePath = join(folder(), 'bundle.js');
  writeFileSync(codePath, swapped);
  expect((await misfits(codePath)).length).toBe(files.length);
}, 60_000);
