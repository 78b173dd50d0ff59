import type { BackoffPolicy } from '../domain/backoff';
import type { CadencePolicy } from '../domain/order/cadence';

/** Times that differ between production, a development machine and a test. */
export interface Policy {
  backoff: BackoffPolicy;
  /** After a send without an answer: when to look again, counted from the send, before sending anew. */
  lookAgainMs: readonly number[];
  providerCadence: CadencePolicy;
  serviceNowPollMs: number;
  /** How long a message may wait for the other side before its order asks for attention. */
  attentionAfterMs: number;
}
