import type { LiveHint } from '../../api/answers';
import { createEventParser } from './parse-events';

/**
 * `live`: hints arrive; `polling`: the stream failed three times, pages ask every 15 s; `lost`: the
 * server does not even answer.
 */
export type LiveState = 'connecting' | 'live' | 'polling' | 'lost';

export interface LiveFeed {
  start: () => void;
  /** From this event id on; a stream that began elsewhere is opened again. */
  startFrom: (id: string) => void;
  stop: () => void;
}

export interface LiveParts {
  onHints: (hints: readonly LiveHint[]) => void;
  /** Time to ask: a stream began at no known place, or there is none (then every 15 s). */
  onPoll: () => void;
  onState: (state: LiveState) => void;
  onSignedOut: () => void;
  open?: (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;
  timing?: LiveTiming;
}

export interface LiveTiming {
  silenceMs: number;
  pollMs: number;
  retryMs: number;
}

const TIMING: LiveTiming = { silenceMs: 45_000, pollMs: 15_000, retryMs: 1_000 };
const FAILURES_BEFORE_POLLING = 3;

const openStream = (headers: Record<string, string>, signal: AbortSignal) =>
  fetch('/api/events', { headers, signal });

/**
 * Follows the event stream by `fetch`, which can send headers. Resumes after the last event seen,
 * reconnects after silence, and falls back to polling while it keeps trying.
 */
export function createLiveFeed(parts: LiveParts): LiveFeed {
  const { open = openStream, timing = TIMING } = parts;
  let lastId: string | null = null;
  let stopped: AbortController | null = null;

  /** Follows one stream to its end; false: there was none. */
  async function follow(end: AbortSignal, onBytes: () => void): Promise<boolean> {
    const cut = new AbortController();
    const onEnd = () => {
      cut.abort();
    };
    end.addEventListener('abort', onEnd);
    let silence = setTimeout(onEnd, timing.silenceMs);
    let answered = false;
    let placed = lastId !== null;
    try {
      const headers = {
        accept: 'text/event-stream',
        ...(lastId === null ? {} : { 'last-event-id': lastId }),
      };
      const response = await open(headers, cut.signal);
      if (response.status === 401) parts.onSignedOut();
      answered = response.ok;
      if (!response.ok || response.body === null) return answered;
      const parse = createEventParser();
      const decoder = new TextDecoder();
      const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
      cut.signal.addEventListener('abort', () => {
        void reader.cancel().catch(() => undefined);
      });
      for (;;) {
        const { done, value } = await reader.read();
        if (done || isAborted(end)) return answered;
        // A proxy that keeps the bytes to itself answers too: only bytes make a stream.
        onBytes();
        clearTimeout(silence);
        silence = setTimeout(onEnd, timing.silenceMs);
        const events = parse(decoder.decode(value, { stream: true }));
        lastId = events.at(-1)?.id ?? lastId;
        // What pages read before this moment may be older than where the stream began.
        if (!placed) parts.onPoll();
        placed = true;
        const hints = events.map(({ data }) => toHint(data)).filter((hint) => hint !== null);
        if (hints.length > 0) parts.onHints(hints);
      }
    } catch {
      // A broken or cut stream ends here like one that closed; the loop below opens the next.
    } finally {
      clearTimeout(silence);
      end.removeEventListener('abort', onEnd);
    }
    return answered;
  }

  async function run(end: AbortSignal): Promise<void> {
    let failures = 0;
    parts.onState('connecting');
    while (!end.aborted) {
      const answered = await follow(end, () => {
        failures = 0;
        parts.onState('live');
      });
      if (isAborted(end)) return;
      failures += 1;
      const polling = failures >= FAILURES_BEFORE_POLLING;
      parts.onState(polling ? (answered ? 'polling' : 'lost') : 'connecting');
      const pause = answered ? timing.pollMs : Math.min(timing.pollMs, timing.retryMs * failures);
      await sleep(polling ? pause : timing.retryMs * failures, end);
      if (polling && !isAborted(end)) parts.onPoll();
    }
  }

  const start = () => {
    if (stopped !== null) return;
    stopped = new AbortController();
    void run(stopped.signal);
  };
  const stop = () => {
    stopped?.abort();
    stopped = null;
  };
  return {
    start,
    startFrom(id) {
      stop();
      lastId = id;
      start();
    },
    stop,
  };
}

// Reads the flag anew: the compiler takes it for unchanged across an await.
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

function toHint(data: string): LiveHint | null {
  try {
    const read = JSON.parse(data) as Partial<LiveHint> | null;
    return typeof read?.order === 'string' ? (read as LiveHint) : null;
  } catch {
    return null;
  }
}

function sleep(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      end.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    end.addEventListener('abort', wake);
  });
}
