import { delayWords } from './delay-reasons';
import { JEOPARDY_REASONS, type Jeopardy } from './jeopardy';
import type { Stage } from './stages';

/**
 * What a ServiceNow task shows of an order's stage, written once per milestone, never in between.
 * `state` is the task's code; null leaves it alone.
 */
export interface MirrorRow {
  state: '1' | '2' | '3' | '7' | null;
  /** Comments are readable by the requester in ServiceNow, work notes by agents only. */
  note: 'comment' | 'work' | null;
  /** The note stands before the state is written: a closed task says first why. */
  noteFirst?: true;
}

export const MIRROR: Readonly<Record<Stage, MirrorRow | null>> = {
  drafted: null,
  pending_approval: null,
  approved: null,
  submitted: { state: '1', note: 'work' },
  acknowledged: { state: '1', note: 'work' },
  rejected_by_provider: { state: '1', note: 'work' },
  confirmed: { state: '2', note: 'comment' },
  install_scheduled: { state: '2', note: 'comment' },
  installing: { state: '2', note: 'work' },
  testing: { state: '2', note: 'work' },
  activated: { state: '3', note: 'comment', noteFirst: true },
  enabled: null,
  withdrawn: { state: '7', note: 'work', noteFirst: true },
  cancelled: { state: '7', note: 'work', noteFirst: true },
  failed: { state: '7', note: 'work', noteFirst: true },
};

const CLOSED: ReadonlySet<string> = new Set(['3', '4', '7']);

/** Whether a task in this state is closed, however it was closed. */
export const isClosedState = (state: string): boolean => CLOSED.has(state);

/**
 * Whether a task in this state tells its reader what the order is not: closed while the order goes
 * on, put on hold, or opened again once it was activated. What merely begins misleads nobody.
 */
export function isMisleading(stage: Stage, state: string): boolean {
  switch (stage === 'enabled' ? '3' : (MIRROR[stage]?.state ?? null)) {
    case '3':
      return state !== '3';
    case '7':
      return state !== '7' && state !== '4';
    case '1':
    case '2':
    case null:
      return state !== '1' && state !== '2';
  }
}

/** The sentence a milestone leaves in the task's journal. `facts` holds ids and dates only. */
export function mirrorNote(
  stage: Stage,
  facts: Readonly<Record<string, string | number | boolean | null>>,
): string {
  const day = (name: string) => String(facts[name] ?? 'no date yet');
  switch (stage) {
    case 'submitted':
      return (facts['requestedDate'] ?? null) === null
        ? 'Sent to the provider, wanted in its normal interval.'
        : `Sent to the provider, requested for ${day('requestedDate')}.`;
    case 'acknowledged':
      return `The provider has the order under ${String(facts['providerOrderId'] ?? 'a number it has not told')}.`;
    case 'rejected_by_provider':
      return 'The provider rejected the order. It goes back to the requester.';
    case 'confirmed':
      return 'The provider accepted the order and is working on it.';
    case 'install_scheduled':
      return `Installation is committed for ${day('date')}.`;
    case 'installing':
      return 'A technician is on the way or on site.';
    case 'testing':
      return 'The provider reports the work as completed. The circuit is being tested.';
    case 'activated':
      return 'The circuit was accepted and is active.';
    case 'withdrawn':
      return 'The order was withdrawn before the provider had it.';
    case 'cancelled':
      return 'The order is cancelled.';
    case 'failed':
      return 'The provider could not deliver the circuit.';
    case 'drafted':
    case 'pending_approval':
    case 'approved':
    case 'enabled':
      return '';
  }
}

/** The note for a committed date that moved. */
export function mirrorDateNote(previous: string, next: string, reasonCode: string | null): string {
  return `The provider moved the installation from ${previous} to ${next}${reasonCode === null ? '' : `: ${delayWords(reasonCode)}`}.`;
}

/** The note for a risk that rose; the task's state stays as it is. */
export function mirrorRiskNote({ level, reason }: Jeopardy, dueOn: string | null): string {
  const date = dueOn === null ? '' : `, due ${dueOn}`;
  return `Risk ${level}${date}: ${JEOPARDY_REASONS[reason]}.`;
}
