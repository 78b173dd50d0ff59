/**
 * One entry of the error catalogue. `retry` tells a caller whether trying again can help: never,
 * after a while, after looking the state up, or only once a person has acted.
 */
export type Retry = 'never' | 'wait' | 'look-up' | 'person';

export interface ErrorEntry {
  /** HTTP status the API answers with. */
  status: number;
  title: string;
  /** What the reader can do. */
  help: string;
  retry: Retry;
}

export const entry = (
  status: number,
  title: string,
  help: string,
  retry: Retry = 'never',
): ErrorEntry => ({ status, title, help, retry });
