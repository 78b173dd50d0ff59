import { ALL_CHECKERS } from './checkers/all-checkers';
import type { Recovery } from './checkers/i18-recovers';
import type { RunRecord } from './evidence';
import { rerunCommand, type Options } from './options';
import type { Findings } from './prove';

export interface RunFigures {
  options: Options;
  commit: string;
  seconds: number;
  orders: number;
  faults: number;
  looks: number;
  record: RunRecord;
  recoveries: readonly Recovery[];
  findings: Findings;
  /** What should have happened and did not. */
  missed: readonly string[];
}

/** 0 all holds; 1 something is broken; 2 the run proved too little. */
export function exitCodeOf({ findings, missed }: Pick<RunFigures, 'findings' | 'missed'>): number {
  if ([...findings.values()].some((found) => found.length > 0)) return 1;
  return missed.length > 0 ? 2 : 0;
}

/** The machine's line, the table, the command to repeat it, and the count. */
export function toReport(figures: RunFigures): string {
  const { options, findings, missed, record, recoveries } = figures;
  const verdict = ['passed', 'broken', 'minimum missed'][exitCodeOf(figures)];
  const times = recoveries.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const line = {
    profile: options.profile,
    seed: options.seed,
    commit: figures.commit,
    ...(options.mutant === null ? {} : { mutant: options.mutant.id }),
    seconds: figures.seconds,
    orders: figures.orders,
    faults: figures.faults,
    kills: record.kills.length,
    looks: figures.looks,
    slowestRecoveryMs: times.length === 0 ? null : Math.max(...times),
    drainedMs: record.drainedMs,
    violations: Object.fromEntries([...findings].map(([id, found]) => [id, found.length])),
    skipped: missed,
    verdict,
  };
  const rows = ALL_CHECKERS.map(({ id, claim }) => {
    const found = findings.get(id);
    const mark = found === undefined ? 'not asked' : found.length === 0 ? 'holds' : 'BROKEN';
    const details = (found ?? []).slice(0, 8).map((one) => `         ${one}`);
    return [`${id.padEnd(4)} ${mark.padEnd(10)} ${claim}`, ...details].join('\n');
  });
  const kills = recoveries.map(
    ({ kill, ms }) =>
      `  ${kill.role.padEnd(9)} ${(ms === null ? 'never' : `${ms} ms`).padStart(9)}  ${kill.why}`,
  );
  const asked = [...findings.values()];
  const failed = asked.filter((found) => found.length > 0).length;
  return [
    JSON.stringify(line),
    '',
    ...rows,
    '',
    ...(kills.length === 0 ? [] : ['first progress after a kill:', ...kills, '']),
    ...(missed.length === 0 ? [] : [`did not happen: ${missed.join(', ')}`, '']),
    `again: ${rerunCommand(options)}`,
    `${asked.length - failed} invariants passed, ${failed} failed`,
  ].join('\n');
}
