/**
 * The clock of a simulator: real time, real time at a multiple, or standing still until moved.
 * Everything a simulator stamps or schedules reads this clock, so a test can jump days in one call.
 */
export type ClockMode = 'real' | 'accelerated' | 'paused';

/** Here every clock stands still: a later year has no stamp of four digits, and at last none at all. */
export const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

export interface ClockSetting {
  mode: ClockMode;
  /** Milliseconds since 1970 where the clock is put; omitted: where it stands now. */
  nowMs?: number;
  /** Simulated milliseconds per real millisecond while accelerated. */
  rate?: number;
}

export interface SimulatorClock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  nowIso(): string;
  set(setting: ClockSetting): void;
  /** Jumps forward; listeners run once, after the jump. */
  advance(ms: number): void;
  onJump(listener: () => void): void;
  describe(): { mode: ClockMode; now: string; rate: number };
}

export function createSimulatorClock(initial: ClockSetting = { mode: 'real' }): SimulatorClock {
  const listeners: (() => void)[] = [];
  let mode: ClockMode = 'real';
  let rate = 1;
  let anchorReal = Date.now();
  let anchorSimulated = anchorReal;

  const passedMs = () => (mode === 'paused' ? 0 : (Date.now() - anchorReal) * rate);
  const nowMs = () => Math.min(anchorSimulated + passedMs(), LAST_MS);
  const anchorAt = (simulatedMs: number) => {
    anchorReal = Date.now();
    anchorSimulated = simulatedMs;
  };
  const jumped = () => {
    for (const listener of listeners) listener();
  };
  const apply = (setting: ClockSetting) => {
    const now = setting.nowMs ?? nowMs();
    mode = setting.mode;
    rate = mode === 'accelerated' ? (setting.rate ?? 60) : 1;
    anchorAt(now);
  };
  apply(initial);

  return {
    nowMs,
    nowIso: () => new Date(nowMs()).toISOString(),
    set(setting) {
      apply(setting);
      jumped();
    },
    advance(ms) {
      anchorAt(nowMs() + ms);
      jumped();
    },
    onJump(listener) {
      listeners.push(listener);
    },
    describe: () => ({ mode, now: new Date(nowMs()).toISOString(), rate }),
  };
}
