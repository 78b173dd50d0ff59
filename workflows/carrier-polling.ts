import { sweepActivities } from './activity-proxies';
import type { PollingInput } from './messages';
import { pollInRounds } from './poll-in-rounds';

/** Reads one carrier for as long as any of its orders is open; a call-back only wakes it earlier. */
export async function carrierPolling(input: PollingInput): Promise<void> {
  const { sweepProvider } = sweepActivities(input.source);
  await pollInRounds(input, () => sweepProvider({ provider: input.source }));
}
