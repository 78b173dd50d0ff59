import type { Entry } from './entry';

/** One try of an entry: settled, or worth trying again. */
export type Try =
  | { settled: boolean; response: Response }
  /** `response` null: nothing came back, or the person has to sign in first. */
  | { settled: false; response: Response | null };

export interface Sender {
  send: (entry: Entry) => Promise<Try>;
  /** A question too long for an address: posted, changes nothing, passes no queue. */
  ask: (path: string, body: unknown, signal: AbortSignal) => Promise<unknown>;
  /** Ends the session; answers where the directory wants the browser, to end its own. */
  signOut: () => Promise<string | null>;
}
