import { condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import type { SweepAnswer } from '../src/activities/activities';
import { pauseSignal, readNowSignal, resumeSignal } from './definitions';
import type { PollingInput } from './messages';

const ROUNDS_PER_RUN = 40;

/** Sweep, wait as long as the sweep says or until hinted, and start a new run now and then. */
export async function pollInRounds(
  input: PollingInput,
  sweep: () => Promise<SweepAnswer>,
): Promise<void> {
  const hints = { readNow: input.readNow ?? false, paused: input.paused ?? false };
  setHandler(readNowSignal, () => {
    hints.readNow = true;
  });
  setHandler(pauseSignal, () => {
    hints.paused = true;
  });
  setHandler(resumeSignal, () => {
    hints.paused = false;
  });

  for (let round = 1; ; round += 1) {
    if (hints.paused) await condition(() => !hints.paused);
    hints.readNow = false;
    const { nextInMs, openOrders } = await sweep();
    // A hint that came during the sweep means that there may be more.
    const hinted = () => hints.readNow;
    if (openOrders === 0 && !hinted()) return;
    if (round >= ROUNDS_PER_RUN || workflowInfo().continueAsNewSuggested) {
      await continueAsNew<(next: PollingInput) => Promise<void>>({ ...input, ...hints });
    }
    if (!hinted()) await condition(() => hints.readNow || hints.paused, nextInMs);
  }
}
