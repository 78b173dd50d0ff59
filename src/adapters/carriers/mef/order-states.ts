import type { EventKind } from '../../../domain/order/event-kinds';

/** What reaching a state means; `back` depends on where the order came from. */
interface StateMeaning {
  kind: EventKind | 'back';
  /** Listed by the sweep. */
  open?: true;
  /** Does not stand in the way of another try under the same key. */
  dead?: true;
}

const MEANINGS: Readonly<Record<string, StateMeaning>> = {
  acknowledged: { kind: 'acknowledged', open: true },
  inProgress: { kind: 'back', open: true },
  'held.assessingCharge': { kind: 'held', open: true },
  'pending.assessingModification': { kind: 'requestChanged', open: true },
  assessingCancellation: { kind: 'requestChanged', open: true },
  pendingCancellation: { kind: 'cancelling', open: true },
  completed: { kind: 'completed' },
  partial: { kind: 'partial' },
  failed: { kind: 'failed' },
  cancelled: { kind: 'cancelled', dead: true },
  rejected: { kind: 'rejected', dead: true },
  'rejected.validated': { kind: 'rejected', dead: true },
  'rejected.unassessed': { kind: 'rejected', dead: true },
};

/** Items have fewer words; `held.assessingCharge` is one rule's way to write `held`. */
const ITEM_STATES: ReadonlySet<string> = new Set([
  'acknowledged',
  'inProgress',
  'held',
  'held.assessingCharge',
  'pending',
  'rejected',
  'rejected.validated',
  'rejected.unassessed',
  'completed',
  'failed',
  'cancelled',
]);

export const OPEN_STATES: readonly string[] = Object.keys(MEANINGS).filter(
  (state) => MEANINGS[state]?.open === true,
);

export function isKnownItemState(state: string): boolean {
  return ITEM_STATES.has(state);
}

export function isDead(state: string): boolean {
  return meaningOf(state)?.dead === true;
}

/** The carrier has taken the order on: any known state but a dead one. */
export function isAcknowledged(state: string): boolean {
  const meaning = meaningOf(state);
  return meaning !== undefined && meaning.dead !== true;
}

/**
 * The event of reaching a state after another. The first `inProgress` accepts the order; a later
 * one ends a hold or answers a request. A cancellation nobody assessed was the carrier's own idea.
 */
export function kindOf(state: string, before: readonly string[]): EventKind {
  const meaning = meaningOf(state);
  if (meaning === undefined) return 'unknownWord';
  const previous = before.at(-1);
  if (meaning.kind === 'back') {
    if (!before.includes('inProgress')) return 'accepted';
    return previous === 'held.assessingCharge' ? 'released' : 'requestChanged';
  }
  const asked = meaning.kind === 'cancelling' && previous === 'assessingCancellation';
  return asked ? 'requestChanged' : meaning.kind;
}

function meaningOf(state: string): StateMeaning | undefined {
  return Object.hasOwn(MEANINGS, state) ? MEANINGS[state] : undefined;
}
