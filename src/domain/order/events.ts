import type { EventKind } from './event-kinds';
import { isEnd, type AttentionCause, type Stage } from './stages';
import { AT_PROVIDER, isTransition, stageAfterEvent } from './transitions';

/**
 * One thing a carrier reported, in our words. `key` is the same however often and by whatever way
 * it reaches us. Texts of the provider stay in the inbox; here are kinds, dates and words of ours.
 */
export interface CarrierEvent {
  key: string;
  kind: EventKind;
  /** The provider's time for it; ISO instant. */
  at: string;
  /** The provider's own order of events, where it has one. */
  sequence: number;
  /** A committed date, a day something was done on. */
  date?: string;
  previousDate?: string;
  reasonCode?: string;
  party?: string;
}

export type EventEffect =
  | { effect: 'step'; to: Stage }
  | { effect: 'record' }
  | { effect: 'late' }
  | { effect: 'attention'; cause: AttentionCause };

/** Machines may jump forward on the line at the provider, never back. */
const LINE: readonly Stage[] = AT_PROVIDER;

const LINE_TARGET: Partial<Record<EventKind, Stage>> = {
  acknowledged: 'acknowledged',
  accepted: 'confirmed',
  focSet: 'install_scheduled',
  dispatched: 'installing',
  completed: 'testing',
};

const ATTENTION: Partial<Record<EventKind, AttentionCause>> = {
  unknownWord: 'provider_unknown_state',
  partial: 'provider_partial',
  cancelling: 'provider_cancelling',
};

/** Whether an order at the provider may jump from one stage to a later one without the steps between. */
export function isForwardJump(from: Stage, to: Stage): boolean {
  const start = LINE.indexOf(from);
  return start >= 0 && LINE.indexOf(to) > start;
}

/** Every stage change the log may show: a row of the table or a machine's jump forward. */
export function isAllowedChange(from: Stage, to: Stage): boolean {
  return (
    isTransition(from, to) || isForwardJump(from, to) || (to === 'failed' && LINE.includes(from))
  );
}

/** What an event means for an order in this stage. */
export function effectOf(stage: Stage, kind: EventKind): EventEffect {
  if (isEnd(stage) || !LINE.includes(stage)) return { effect: 'late' };
  const cause = ATTENTION[kind];
  if (cause !== undefined) return { effect: 'attention', cause };
  const direct = stageAfterEvent(stage, kind);
  if (direct !== undefined) return { effect: 'step', to: direct };
  const target = LINE_TARGET[kind];
  if (target !== undefined) {
    if (isForwardJump(stage, target)) return { effect: 'step', to: target };
    // A first committed date is a fact even where the stage has already passed it.
    return kind === 'focSet' ? { effect: 'record' } : { effect: 'late' };
  }
  if (kind === 'failed') return { effect: 'step', to: 'failed' };
  if (kind === 'rejected' || kind === 'cancelled') return { effect: 'late' };
  return { effect: 'record' };
}

/** The provider's own order first, then its time; equal ones keep the order they arrived in. */
export function inProviderOrder(events: readonly CarrierEvent[]): CarrierEvent[] {
  return [...events].sort(
    (a, b) => a.sequence - b.sequence || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
  );
}
