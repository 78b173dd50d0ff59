// A process of its own: the SDK downloads a server program by starting it once.
// Arguments: program name, version, folder to download into.
import { createRequire } from 'node:module';

const [name, version, downloadDir] = process.argv.slice(2);
const { TestWorkflowEnvironment } = createRequire(import.meta.url)('@temporalio/testing');

setTimeout(() => {
  console.error('the download took longer than 60 s');
  process.exit(1);
}, 60_000);

const server = { executable: { type: 'cached-download', version: `v${version}`, downloadDir } };
const create = name === 'temporal' ? 'createLocal' : 'createTimeSkipping';
try {
  const environment = await TestWorkflowEnvironment[create]({ server });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  console.error(
    String(error.message ?? error)
      .replaceAll('\n', ' ')
      .slice(0, 300),
  );
  process.exit(1);
}
