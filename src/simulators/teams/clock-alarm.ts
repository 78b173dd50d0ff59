import type { SimulatorClock } from '../kit/simulator-clock';

export interface ClockAlarms {
  /** Runs `ring` once the simulator's clock has moved on by `ms`; the answer cancels it. */
  after(ms: number, ring: () => void): () => void;
  close(): void;
}

interface Alarm {
  dueMs: number;
  ring: () => void;
}

const LONGEST_SLEEP_MS = 1000;

/** Alarms on a clock that may jump, run fast or stand still. */
export function createClockAlarms(clock: SimulatorClock): ClockAlarms {
  const alarms = new Set<Alarm>();
  let timer: NodeJS.Timeout | undefined;

  const ringDue = () => {
    for (const alarm of [...alarms]) {
      if (alarm.dueMs > clock.nowMs() || !alarms.delete(alarm)) continue;
      alarm.ring();
    }
    sleep();
  };
  const sleep = () => {
    clearTimeout(timer);
    const { mode, rate } = clock.describe();
    if (alarms.size === 0 || mode === 'paused') return;
    const nextMs = Math.min(...[...alarms].map(({ dueMs }) => dueMs)) - clock.nowMs();
    timer = setTimeout(ringDue, Math.min(Math.max(nextMs / rate, 1), LONGEST_SLEEP_MS));
  };
  clock.onJump(ringDue);

  return {
    after(ms, ring) {
      const alarm = { dueMs: clock.nowMs() + ms, ring };
      alarms.add(alarm);
      sleep();
      return () => alarms.delete(alarm);
    },
    close() {
      alarms.clear();
      clearTimeout(timer);
    },
  };
}
