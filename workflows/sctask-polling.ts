import { sweepServiceNow } from './activity-proxies';
import type { PollingInput } from './messages';
import { pollInRounds } from './poll-in-rounds';

/** Looks for what agents changed in ServiceNow while any task of ours is open. */
export async function sctaskPolling(input: PollingInput): Promise<void> {
  await pollInRounds(input, () => sweepServiceNow());
}
