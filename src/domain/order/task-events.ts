import { isMisleading } from './mirror';
import type { AttentionCause, Flags, Stage } from './stages';

/**
 * What became of something an order had to tell the outside: somebody has to look, or that is over
 * by itself. `key` is the same however often it is reported.
 */
export interface TaskEvent {
  key: string;
  kind: 'trouble' | 'over';
  cause: AttentionCause;
}

/** A message that waits to be told, or just was. */
export interface Telling {
  id: string;
  createdAt: string;
  /** The causes its order carries now. */
  attention: Flags['needsAttention'];
  /** Another message of the order for the same side fails as well. */
  othersFail: boolean;
}

/** How often a message may fail before a person hears of it is a matter of time, not of tries. */
export const ATTENTION_AFTER_MS = 4 * 3_600_000;

/** The other side has been out of reach for too long; said once, while the order does not say so. */
export function unreachableFor(
  { id, createdAt, attention }: Telling,
  cause: AttentionCause,
  now: string,
  afterMs: number,
): TaskEvent[] {
  const waited = Date.parse(now) - Date.parse(createdAt);
  if (waited < afterMs || attention.includes(cause)) return [];
  return [{ key: `${cause}/${id}`, kind: 'trouble', cause }];
}

/** The other side took the last message that failed: whatever kept it out of reach is over. */
export function reachedAgain(
  { id, attention, othersFail }: Telling,
  cause: AttentionCause,
): TaskEvent[] {
  return attention.includes(cause) && !othersFail
    ? [{ key: `${cause}/over/${id}`, kind: 'over', cause }]
    : [];
}

/** The other side will never take this message as it is. */
export function refusedFor({ id }: Pick<Telling, 'id'>, cause: AttentionCause): TaskEvent {
  return { key: `${cause}/${id}`, kind: 'trouble', cause };
}

/** A ServiceNow task as it was just read, beside its order. */
export interface ReadTask {
  /** Of this reading, the same however often it is told. */
  id: string;
  stage: Stage;
  state: string;
  /** Somebody else put the task in this state since it was read last. */
  isTheirs: boolean;
  /** The causes the order carries now. */
  attention: readonly AttentionCause[];
}

/** An agent's state of the task that misleads asks for a person, until it no longer does. */
export function taskRead({ id, stage, state, isTheirs, attention }: ReadTask): TaskEvent[] {
  const cause = 'servicenow_edited';
  if (isMisleading(stage, state)) {
    return isTheirs ? [{ key: `${cause}/${id}`, kind: 'trouble', cause }] : [];
  }
  return attention.includes(cause) ? [{ key: `${cause}/over/${id}`, kind: 'over', cause }] : [];
}
