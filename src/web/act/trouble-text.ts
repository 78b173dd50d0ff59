import type { Outcome } from '../outbox/entry';
import { TEXTS } from '../texts';

/** Why a write did not get through, for whoever asked for it. */
export function troubleText(outcome: Exclude<Outcome, { kind: 'done' }>): string {
  if (outcome.kind === 'stale') return TEXTS.act.stale;
  return outcome.problem?.detail ?? TEXTS.act.failed;
}
