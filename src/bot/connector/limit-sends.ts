import { setTimeout as pause } from 'node:timers/promises';
import { ChatTrouble } from '../../ports/chat';

/** Lets calls pass no faster than Teams takes them; see `WINDOWS`. */
export interface SendLimit {
  /** Resolves when this conversation may be written to; too long a wait is refused as throttled. */
  pass(conversationId: string): Promise<void>;
}

/** Below what Teams documents per conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 an hour. */
const WINDOWS = [
  { ms: 1_000, sends: 5 },
  { ms: 2_000, sends: 6 },
  { ms: 30_000, sends: 48 },
  { ms: 3_600_000, sends: 1_440 },
] as const;

/** Teams documents 30 a second for one app in one tenant. */
const WHOLE_APP = [{ ms: 1_000, sends: 24 }] as const;

const MAX_WAIT_MS = 5_000;
const LONGEST_MS = 3_600_000;
const MAX_CONVERSATIONS = 10_000;

type Windows = readonly { ms: number; sends: number }[];

export interface SendLimitOptions {
  /** Multiplies every limit; above 1 only for tests and load runs. */
  factor: number;
  nowMs?: () => number;
  wait?: (ms: number) => Promise<unknown>;
}

export function createSendLimit({
  factor,
  nowMs = Date.now,
  wait = pause,
}: SendLimitOptions): SendLimit {
  const passed = new Map<string, number[]>();
  const ofApp: number[] = [];

  /** How long until one more fits all windows; `times` are the sends so far, oldest first. */
  function delay(times: readonly number[], windows: Windows, at: number): number {
    return Math.max(
      0,
      ...windows.map(({ ms, sends }) => {
        const before = times[times.length - Math.ceil(sends * factor)];
        return before === undefined ? 0 : before + ms - at;
      }),
    );
  }

  function timesOf(conversationId: string): number[] {
    const times = passed.get(conversationId) ?? [];
    if (passed.size >= MAX_CONVERSATIONS) passed.clear();
    passed.set(conversationId, times);
    return times;
  }

  return {
    async pass(conversationId) {
      const now = nowMs();
      const times = timesOf(conversationId);
      forget(times, now - LONGEST_MS);
      forget(ofApp, now - 1_000);
      const waitMs = Math.max(delay(times, WINDOWS, now), delay(ofApp, WHOLE_APP, now));
      if (waitMs > MAX_WAIT_MS) {
        throw new ChatTrouble('throttled', 'Our own limit of messages is reached.', waitMs);
      }
      // Taken before waiting, so that whoever comes next waits behind it.
      times.push(now + waitMs);
      ofApp.push(now + waitMs);
      if (waitMs > 0) await wait(waitMs);
    },
  };
}

function forget(times: number[], before: number): void {
  const keep = times.findIndex((time) => time > before);
  times.splice(0, keep === -1 ? times.length : keep);
}
