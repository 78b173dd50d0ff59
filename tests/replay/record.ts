import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { playBranches } from './play-branches';

const FOLDER = join(process.cwd(), 'tests', 'replay', 'order-lifecycle');

/** `npm run histories:record`: records every branch anew; commit them with the change that needs it. */
async function record(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  await playBranches(async (branch, orderNumber, { driver }) => {
    const histories = await driver.histories(orderNumber);
    histories.forEach((history, run) => {
      const name = histories.length === 1 ? branch : `${branch}.${run + 1}`;
      const text = JSON.stringify(JSON.parse(historyToJSON(history)));
      writeFileSync(join(FOLDER, `${name}.json`), `${text}\n`);
      console.log(`${name}: ${history.events?.length ?? 0} events`);
    });
  });
}

record().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
