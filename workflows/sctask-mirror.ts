import { condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { writeNextIntent } from './activity-proxies';
import { intentSignal } from './definitions';
import type { MirrorInput } from './messages';

/** The only writer of one order's ServiceNow task: oldest intent first, until none is left. */
export async function sctaskMirror(input: MirrorInput): Promise<void> {
  let woken = true;
  setHandler(intentSignal, () => {
    woken = true;
  });
  while (woken) {
    woken = false;
    while ((await writeNextIntent(input)).written) {
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof sctaskMirror>(input);
    }
    // Signals of this very task are seen before the run ends.
    await condition(() => true);
  }
}
