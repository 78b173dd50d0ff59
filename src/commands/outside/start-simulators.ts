import { openCaFolder } from './open-ca-folder';
import type { SimulatorsSettings } from './settings';
import { startEach } from './start-each';
import { toEndpoints } from './to-endpoints';
import { toEnvironment } from './to-environment';

export interface RunningSimulators {
  endpoints: ReturnType<typeof toEndpoints>;
  /** Variables the product needs to speak to them. */
  env: Record<string, string>;
  close: () => Promise<void>;
}

/** Starts all simulators; if one cannot start, those already running are closed again. */
export async function startSimulators(settings: SimulatorsSettings): Promise<RunningSimulators> {
  const ca = openCaFolder(settings);
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    await Promise.allSettled(closers.splice(0).map((closeOne) => closeOne()));
    ca.remove();
  };
  try {
    const parts = await startEach(settings, ca.folder, closers);
    return { endpoints: toEndpoints(parts, settings.token), env: toEnvironment(parts), close };
  } catch (error) {
    await close();
    throw error;
  }
}
