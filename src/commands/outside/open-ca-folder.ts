import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatorsSettings } from './settings';

/** Where the mail API's authority lives, and how to be rid of it if it is only for this run. */
export function openCaFolder(settings: SimulatorsSettings) {
  const kept = settings.caDir ?? (settings.stateDir && join(settings.stateDir, 'ca'));
  if (kept !== undefined && kept !== '') return { folder: kept, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'circuit-orders-ca-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
