import type { BackoffPolicy } from '../domain/backoff';
import type { CadencePolicy } from '../domain/order/cadence';

/** Times that differ between production, a development machine and a test. */
export interface Policy {
  backoff: BackoffPolicy;
  /** After a send without an answer: when to look again, counted from the send, before sending anew. */
  lookAgainMs: readonly number[];
  providerCadence: CadencePolicy;
  serviceNowPollMs: number;
}

export const PRODUCTION_POLICY: Policy = {
  backoff: { firstMs: 1_000, capMs: 15 * 60_000 },
  lookAgainMs: [5_000, 30_000, 120_000],
  providerCadence: { fixedMs: null },
  serviceNowPollMs: 30_000,
};
