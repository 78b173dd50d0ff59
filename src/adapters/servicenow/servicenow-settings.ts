import type { Clock } from '../../ports/clock';
import type { CrashPoints } from '../../ports/crash-points';
import type { TaskStateCode } from '../../ports/task-mirror';

/** Which instance, as whom, and what is known about it. */
export interface ServiceNowSettings {
  /** `https://acme.service-now.com`; plain http only towards this computer. */
  url: string;
  auth: 'oauth' | 'basic';
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** User name of the machine account; an entry of this user with our marker is our echo. */
  user: string;
  /** Only for `basic`. */
  password?: string | undefined;
  /** PEM file with authorities trusted in addition to the usual ones. */
  caFile?: string | undefined;
  /** Tells our tasks from everybody else's; a test system has its own. */
  correlationDisplay?: string | undefined;
  /** A task that always exists and is readable; without it nothing is ever called missing. */
  canarySysId?: string | undefined;
  /** Number of that task; another one means that the instance was cloned over. */
  canaryNumber?: string | undefined;
  /** A journal entry that always exists. */
  canaryNoteSysId?: string | undefined;
  /** Choices of this instance beyond the usual six, e.g. `{ '5': '2' }`. */
  stateMap?: Readonly<Record<string, TaskStateCode>> | undefined;
  /** At most 4; a semaphore of the instance allows no more. */
  callsInParallel?: number | undefined;
  callsPerHour?: number | undefined;
  timeouts?: Partial<Timeouts> | undefined;
}

export interface Timeouts {
  connectMs: number;
  readMs: number;
  writeMs: number;
}

export const USUAL_TIMEOUTS: Timeouts = { connectMs: 5_000, readMs: 15_000, writeMs: 30_000 };

export interface ServiceNowTools {
  crashPoints: CrashPoints;
  clock: Clock;
  /** Hears what a person should know although the call itself went on. */
  alert?: ((message: string) => void) | undefined;
}

/** Origin of the instance; refuses plain http beyond this computer, as credentials travel there. */
export function parseInstanceUrl(text: string): URL {
  const url = new URL(text);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) return url;
  throw new Error(`ServiceNow at ${url.origin}: only https, or http to this computer.`);
}
