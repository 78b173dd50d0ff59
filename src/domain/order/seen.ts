import type { Seen } from './change';
import type { Stage } from './stages';

/** The order as it stands, as far as whoever compares knows it. */
export interface Standing {
  stage: Stage;
  revision: number;
  round: number;
  /** The step asked now; null while nobody is asked. */
  step: number | null;
  /** Absent where terms are not known, as in a workflow. */
  termsHash?: string;
}

/** Whether the order moved on since a person saw it; what they did not say they saw is not compared. */
export function isStale(seen: Seen, now: Standing): boolean {
  return (
    seen.stage !== now.stage ||
    seen.revision !== now.revision ||
    differs(seen.round, now.round) ||
    differs(seen.step, now.step) ||
    (now.termsHash !== undefined && differs(seen.termsHash, now.termsHash))
  );
}

const differs = <T>(seen: T | undefined, now: T | null): boolean =>
  seen !== undefined && seen !== now;

/** What a refusal for that reason tells: where the order stands now. */
export function standingFacts({ stage, revision, round }: Standing) {
  return { stage, revision, round };
}
