import type { ClientJournal, Kill, Mishap, RunRecord } from './evidence';

/** Everything the run remembers of itself, for the checkers and the report. */
export interface RunLog {
  journal: ClientJournal;
  record: RunRecord;
  /** What had to happen at least once and did. */
  reached: Set<string>;
  killed: (kill: Omit<Kill, 'at'>) => void;
  mishap: (mishap: Mishap) => void;
  say: (text: string) => void;
}

export function createRunLog(print: (text: string) => void): RunLog {
  const startedAt = Date.now();
  const record: RunRecord = { kills: [], mishaps: [], budgetSamples: [], drainedMs: null };
  const say = (text: string) => {
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6);
    print(`${seconds} s  ${text}`);
  };
  return {
    journal: { acknowledged: [], wishes: [], forgedEventIds: [] },
    record,
    reached: new Set(),
    killed(kill) {
      record.kills.push({ ...kill, at: new Date().toISOString() });
      say(`killed ${kill.role}: ${kill.why}`);
    },
    mishap(mishap) {
      record.mishaps.push(mishap);
      say(`MISHAP ${mishap.process}: ${mishap.what}`);
    },
    say,
  };
}
