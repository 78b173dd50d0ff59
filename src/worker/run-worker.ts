import type { Activities } from '../activities/activities';
import { startWorkers, type Workers, type WorkerSettings } from './start-workers';

const AGAIN_MS = 2_000;

export interface RunningWorker {
  stop(): Promise<void>;
}

/**
 * Keeps workers running: waits for Temporal where it is not there yet, and starts anew where it went
 * away. An outage of Temporal is no reason for this process to end.
 */
export function runWorker(
  settings: WorkerSettings,
  activities: Activities,
  onTrouble: (error: unknown) => void,
): RunningWorker {
  let workers: Workers | undefined;
  let stopping = false;
  let wake: () => void = () => undefined;
  const isStopping = () => stopping;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, AGAIN_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const ended = (async () => {
    while (!isStopping()) {
      try {
        workers = await startWorkers(settings, activities);
        if (isStopping()) await workers.stop();
        await workers.ended;
      } catch (error) {
        if (!isStopping()) onTrouble(error);
      }
      if (!isStopping()) await pause();
    }
  })();
  return {
    async stop() {
      stopping = true;
      wake();
      await workers?.stop();
      await ended;
    },
  };
}
