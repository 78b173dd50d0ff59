import { setTimeout as sleep } from 'node:timers/promises';
import { ALL_CHECKERS } from './checkers/all-checkers';
import { isSound, readBudgets } from './checkers/i07-money-adds-up';
import type { Checker, Evidence } from './evidence';
import { withEvidence } from './gather-evidence';
import type { Stage } from './stage';

/** What each invariant has against the run. */
export type Findings = Map<string, string[]>;

const SAMPLE_MS = 500;
const LOOK_MS = 5_000;

export async function prove(checkers: readonly Checker[], evidence: Evidence): Promise<Findings> {
  const findings: Findings = new Map();
  for (const checker of checkers) findings.set(checker.id, await checker.check(evidence));
  return findings;
}

export const broken = (findings: Findings): string[] =>
  [...findings].flatMap(([id, found]) => (found.length === 0 ? [] : [id]));

/** Looks on while the run goes on: budgets all the time, what must always hold now and then. */
export interface Lookout {
  findings: Findings;
  looks(): number;
  stop(): Promise<void>;
}

/** `more`: invariants a mutant has to break, asked early although they lag in a sound run. */
export function startLookout(stage: Stage, more: readonly string[] = []): Lookout {
  const checkers = ALL_CHECKERS.filter((one) => one.always || more.includes(one.id));
  const findings: Findings = new Map();
  let looks = 0;
  let stopping = false;
  const isStopping = () => stopping;

  const sample = async () => {
    const budgets = await readBudgets(stage.db, new Date().toISOString());
    stage.log.record.budgetSamples.push(...budgets.filter((budget) => !isSound(budget)));
  };
  const look = async () => {
    const found = await withEvidence(stage, false, (evidence) => prove(checkers, evidence));
    looks += 1;
    const counts = countStages(stage);
    if (counts !== '') stage.log.say(counts);
    for (const id of broken(found)) {
      const fresh = (found.get(id) ?? []).filter((one) => findings.get(id)?.includes(one) !== true);
      if (fresh.length === 0) continue;
      findings.set(id, [...(findings.get(id) ?? []), ...fresh]);
      stage.log.say(`${id} is broken: ${fresh.slice(0, 2).join('; ')}`);
    }
  };
  const loop = async (everyMs: number, turn: () => Promise<void>) => {
    while (!isStopping()) {
      const next = sleep(everyMs);
      // Servers are killed under us; what must hold is asked again soon.
      await turn().catch(() => undefined);
      await Promise.race([next, stopped]);
    }
  };
  let tell: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const loops = Promise.all([loop(SAMPLE_MS, sample), loop(LOOK_MS, look)]);
  return {
    findings,
    looks: () => looks,
    async stop() {
      stopping = true;
      tell();
      await loops;
    },
  };
}

/** Where the orders are, for who watches. */
function countStages({ watch }: Stage): string {
  const counts = new Map<string, number>();
  for (const { stage } of watch.all()) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  return [...counts].map(([stage, count]) => `${count} ${stage}`).join(', ');
}
