import { renameSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashPoints } from '../../ports/crash-points';

/**
 * Armed crash points for torture runs. A file named after a point in the folder arms it, once; its
 * text is the order it is meant for (empty: any). Whoever reaches it dies on the spot, by SIGKILL,
 * as a machine would: nothing is flushed and nobody is told.
 */
export function createCrashPoints(folder: string): CrashPoints {
  return {
    reached(point, orderNumber) {
      const armed = join(folder, point);
      try {
        const wanted = readFileSync(armed, 'utf8').trim();
        if (wanted !== '' && wanted !== orderNumber) return;
        // Renaming succeeds for one process only.
        renameSync(armed, `${armed}.fired`);
      } catch {
        return;
      }
      process.kill(process.pid, 'SIGKILL');
    },
  };
}
