import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { ROOT } from '../architecture/list-imports';

/** Modules that may never stand in the workflow bundle, as webpack names them in its code. */
function strangersIn(code: string): string[] {
  const modules = new Set(
    [...code.matchAll(/^\/\*\*\*\/ "([^"]+)":?$/gmu)].map((match) => match[1] ?? ''),
  );
  return [...modules].filter(
    (name) =>
      name.includes('node_modules/zod/') ||
      /src\/(adapters|api|bot|relay|worker|simulators|use-cases|activities)\//u.test(name) ||
      builtinModules.includes(name.replace(/^node:/u, '')),
  );
}

async function bundleOf(text: string): Promise<string> {
  // Inside the project: the bundler resolves packages from where the entry stands.
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'planted-'));
  try {
    writeFileSync(join(folder, 'index.js'), text);
    const logger = new DefaultLogger('ERROR');
    return (await bundleWorkflowCode({ workflowsPath: join(folder, 'index.js'), logger })).code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const path = (...parts: string[]) => JSON.stringify(join(ROOT, ...parts));

test('holds no zod, no Node built-in and no adapter', () => {
  const code = readFileSync(process.env['WORKFLOW_BUNDLE'] ?? '', 'utf8');
  expect(code).toContain('dist/src/domain/order/transitions');
  expect(strangersIn(code)).toEqual([]);
});

test.each([
  ['zod', `exports.x = require(${path('node_modules', 'zod')});`],
  ['an adapter', `exports.x = require(${path('dist', 'src', 'adapters', 'postgres', 'sql.js')});`],
])(
  'catches a planted import of %s',
  async (_what, text) => {
    expect(strangersIn(await bundleOf(text))).not.toEqual([]);
  },
  30_000,
);

test('cannot be built with a Node built-in inside', async () => {
  await expect(bundleOf(`exports.x = require('node:fs');`)).rejects.toThrow();
}, 30_000);
