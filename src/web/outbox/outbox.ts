import { toApiProblem } from '../api/api-problem';
import type { Entry, EntryStore, Outcome, Write } from './entry';
import { newKey } from './new-key';
import { retryDelayMs } from './retry-delay';
import type { Sender, Try } from './sender';

/**
 * The one way out for every write: entries of one order go one after the other, up to four orders
 * at once, the same key at every try. `put` settles when the API has given its last word.
 */
export interface Outbox {
  put: (write: Write) => Promise<Outcome>;
  /** Goes on with what this person had left when the page went; answers how each of them ends. */
  open: (person: string) => readonly Promise<Ended>[];
  /** Forgets what still waits; what is on its way may arrive all the same. */
  drop: () => void;
  entries: () => readonly Entry[];
  /** Calls back after every change; returns how to stop. */
  subscribe: (listener: () => void) => () => void;
}

export interface Ended {
  entry: Entry;
  outcome: Outcome;
  /** Whether somebody put the same request again meanwhile, and hears of its end as well. */
  isAwaited: boolean;
}

export interface OutboxParts {
  sender: Pick<Sender, 'send'>;
  store: EntryStore;
  wait?: (ms: number) => Promise<void>;
  random?: () => number;
}

interface Answer {
  settled: Promise<Outcome>;
  resolve: (outcome: Outcome) => void;
  isAwaited: boolean;
}

const LANES = 4;
/** A server that keeps failing is told to the person; a missing network is waited for. */
const MAX_BUSY_TRIES = 5;

export function createOutbox({
  sender,
  store,
  wait = pause,
  random = Math.random,
}: OutboxParts): Outbox {
  const listeners = new Set<() => void>();
  const answers = new Map<string, Answer>();
  const active = new Set<string>();
  let lastSeq = 0;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const isKept = ({ key }: Entry) => store.list().some((one) => one.key === key);
  /** Whoever puts the same request again gets the answer of the one that is queued. */
  const answerOf = (key: string): Answer => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    let resolve: Answer['resolve'] = () => undefined;
    const settled = new Promise<Outcome>((settle) => {
      resolve = settle;
    });
    const answer = { settled, resolve, isAwaited: false };
    answers.set(key, answer);
    return answer;
  };
  const set = (entry: Entry, change: Partial<Entry>): Entry => {
    const next = { ...entry, ...change };
    store.update(next);
    tell();
    return next;
  };

  async function deliver(first: Entry): Promise<void> {
    let entry = first;
    let busyTries = 0;
    for (;;) {
      entry = set(entry, { state: 'sending', tries: entry.tries + 1 });
      const tried = await sender.send(entry);
      if (tried.response !== null && !tried.settled) busyTries += 1;
      const outcome = await toOutcome(tried, busyTries).catch(() => null);
      if (outcome !== null) {
        finish(entry, outcome);
        return;
      }
      entry = set(entry, { state: 'waiting' });
      const retryAfter = tried.response?.headers.get('retry-after') ?? null;
      await wait(retryDelayMs(entry.tries, retryAfter, random));
      if (!isKept(entry)) return;
    }
  }

  function finish(entry: Entry, outcome: Outcome): void {
    store.remove(entry.key);
    active.delete(entry.order);
    tell();
    answers.get(entry.key)?.resolve(outcome);
    answers.delete(entry.key);
    drain();
  }

  function drain(): void {
    for (const entry of store.list()) {
      if (active.size >= LANES) return;
      if (active.has(entry.order)) continue;
      active.add(entry.order);
      void deliver(entry);
    }
  }

  return {
    put(write) {
      const key = write.key ?? newKey();
      const known = answers.get(key);
      if (known !== undefined) {
        known.isAwaited = true;
        return known.settled;
      }
      lastSeq += 1;
      const { settled } = answerOf(key);
      store.add({ ...write, seq: lastSeq, key, at: Date.now(), tries: 0, state: 'queued' });
      tell();
      drain();
      return settled;
    },
    open(person) {
      const left = store.open(person);
      lastSeq = Math.max(lastSeq, ...left.map(({ seq }) => seq));
      const ends = left.map(async (entry) => {
        const answer = answerOf(entry.key);
        const outcome = await answer.settled;
        return { entry, outcome, isAwaited: answer.isAwaited };
      });
      tell();
      drain();
      return ends;
    },
    drop() {
      for (const { key } of store.list()) store.remove(key);
      tell();
    },
    entries: () => store.list(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Null: try again. A body that breaks off counts as no answer; the key makes asking again safe. */
async function toOutcome({ settled, response }: Try, busyTries: number): Promise<Outcome | null> {
  if (response === null || (!settled && busyTries < MAX_BUSY_TRIES)) return null;
  if (response.ok) {
    const answer: unknown = response.status === 204 ? null : await response.json();
    return { kind: 'done', status: response.status, answer };
  }
  const { document } = await toApiProblem(response);
  return { kind: KINDS[response.status] ?? 'failed', problem: document };
}

const KINDS: Partial<Record<number, 'stale' | 'conflict' | 'refused'>> = {
  409: 'conflict',
  412: 'stale',
  422: 'refused',
};

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });
