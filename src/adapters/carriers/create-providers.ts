import { readFileSync } from 'node:fs';
import type { Clock } from '../../ports/clock';
import type { CrashPoints } from '../../ports/crash-points';
import type { Provider } from '../../ports/provider';
import { createMefProvider } from './mef/create-mef-provider';
import { COMCAST_DEMO, type MefProfile } from './mef-profile';

/** How one carrier is reached; what it is like says its profile. */
export interface ProviderSettings {
  key: string;
  dialect: 'mef';
  url: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  version: MefProfile['version'];
  caFile?: string;
}

/** Every carrier of the settings by its key. */
export function createProviders(
  settings: readonly ProviderSettings[],
  tools: { crashPoints: CrashPoints; clock?: Clock },
): Map<string, Provider> {
  return new Map(settings.map((entry) => [entry.key, createProvider(entry, tools)]));
}

function createProvider(
  settings: ProviderSettings,
  tools: { crashPoints: CrashPoints; clock?: Clock },
): Provider {
  const { key, version, url, tokenUrl, clientId, clientSecret, caFile } = settings;
  const connection = {
    ...{ url, tokenUrl, clientId, clientSecret },
    ...(caFile !== undefined && { ca: readFileSync(caFile, 'utf8') }),
  };
  return createMefProvider(
    { ...COMCAST_DEMO, key, network: key, version },
    { connection, ...tools },
  );
}
