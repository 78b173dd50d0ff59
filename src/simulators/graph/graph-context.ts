import type { FaultPlan } from '../kit/fault-plan';
import type { Ledger } from '../kit/ledger';
import type { SimulatorClock } from '../kit/simulator-clock';
import type { AccessTokens } from './access-tokens';
import type { MailStore } from './mail-store';

/** The parts every route of the mail API works with. */
export interface GraphContext {
  clientId: string;
  clientSecret: string;
  /** The one mailbox the application may use, lower case. */
  mailbox: string;
  clock: SimulatorClock;
  ledger: Ledger;
  faults: FaultPlan;
  store: MailStore;
  tokens: AccessTokens;
  /** Real milliseconds a call takes at least, so that calls can overlap. */
  latencyMs: number;
  /** Calls now being served. */
  parallel: number;
  /** Real time until which the last 429 asked for silence; 0 before the first. */
  throttledUntilMs: number;
}
