import type { AttentionCause } from '../domain/order/stages';
import type { ProjectionAnswer, ProjectionInput } from '../domain/order/change';

/** What a workflow may do to the world. Thin, repeatable, each with the key it is known by. */
export interface Activities {
  project(input: ProjectionInput): Promise<ProjectionAnswer>;
  /** Finds or places the order at its provider; repeats itself until there is an answer. */
  sendOrder(what: SendWhat): Promise<SendOutcome>;
  /** After a cancellation stopped the sending: what does the provider hold? */
  settleSending(what: SendWhat): Promise<SendOutcome>;
  requestCancel(what: { orderNumber: string }): Promise<CancelOutcome>;
  sweepProvider(what: { provider: string }): Promise<SweepAnswer>;
  /** Writes the oldest waiting intent of the order to its task; `written: false`: none was left. */
  writeNextIntent(what: { orderNumber: string }): Promise<{ written: boolean }>;
  sweepServiceNow(): Promise<SweepAnswer>;
}

export interface SendWhat {
  orderNumber: string;
  revision: number;
}

export type SendOutcome =
  | {
      kind: 'placed';
      providerOrderId: string;
      acknowledgedAt: string | null;
      cause?: AttentionCause;
    }
  /** Something under our key is not what we ordered: a person has to look. */
  | { kind: 'doubtful'; cause: AttentionCause }
  | { kind: 'refused' }
  | { kind: 'nothing' };

export interface CancelOutcome {
  requestId: string;
  state: 'open' | 'done' | 'declined';
}

export interface SweepAnswer {
  nextInMs: number;
  openOrders: number;
}
