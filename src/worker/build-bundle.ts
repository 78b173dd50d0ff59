import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/**
 * Builds the workflow bundle, once, for workers, tests and replay. The compiled stories are the
 * input, so that what runs is what the compiler has checked.
 */
export async function buildBundle(target: string): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(__dirname, '..', '..', 'workflows', 'index.js'),
    logger: new DefaultLogger('WARN'),
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}

if (require.main === module) {
  const target = resolve(process.argv[2] ?? 'dist/workflow-bundle.js');
  buildBundle(target).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
