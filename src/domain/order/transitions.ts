import type { EventKind } from './event-kinds';
import type { Stage } from './stages';

/**
 * What can follow what: the one table behind drags, API, cards and workflow checks.
 * `via` names what moves the order: an action of a person, an event of the carrier, or a fact the
 * order's own story records. Stage pairs that are not here do not happen.
 */
export type Via =
  | { action: string }
  | { event: EventKind }
  | {
      story:
        'form-refused' | 'provider-has-it' | 'last-approval' | 'nothing-found' | 'terms-edited';
    };

export interface Transition {
  from: Stage;
  to: Stage;
  via: Via;
}

const rows = (from: readonly Stage[], to: Stage, via: Via): Transition[] =>
  from.map((stage) => ({ from: stage, to, via }));

const BEFORE_SENDING = ['drafted', 'pending_approval', 'approved'] as const;
/** The line an order walks along at the provider, in order. */
export const AT_PROVIDER = [
  'submitted',
  'acknowledged',
  'confirmed',
  'install_scheduled',
  'installing',
  'testing',
] as const;
/** The whole way of an order that nothing stops. */
export const STRAIGHT_LINE: readonly Stage[] = [
  ...BEFORE_SENDING,
  ...AT_PROVIDER,
  'activated',
  'enabled',
];
const WORKING = ['confirmed', 'install_scheduled', 'installing'] as const;

export const TRANSITIONS: readonly Transition[] = [
  ...rows(['drafted'], 'pending_approval', { action: 'submit' }),
  ...rows(['drafted'], 'approved', { action: 'submit' }),
  ...rows(['pending_approval'], 'approved', { story: 'last-approval' }),
  ...rows(['pending_approval'], 'drafted', { action: 'reject' }),
  ...rows(['pending_approval'], 'drafted', { action: 'return' }),
  ...rows(['pending_approval', 'approved'], 'drafted', { action: 'recall' }),
  ...rows(['pending_approval', 'approved'], 'drafted', { story: 'terms-edited' }),
  ...rows(['approved'], 'submitted', { story: 'provider-has-it' }),
  ...rows(['approved'], 'drafted', { story: 'form-refused' }),
  ...rows(BEFORE_SENDING, 'withdrawn', { action: 'cancel' }),
  ...rows(['approved'], 'withdrawn', { story: 'nothing-found' }),
  ...rows(['submitted'], 'acknowledged', { event: 'acknowledged' }),
  ...rows(['submitted', 'acknowledged'], 'confirmed', { event: 'accepted' }),
  ...rows(['submitted', 'acknowledged'], 'rejected_by_provider', { event: 'rejected' }),
  ...rows(['rejected_by_provider'], 'drafted', { action: 'revise' }),
  ...rows(['rejected_by_provider'], 'cancelled', { action: 'cancel' }),
  ...rows(['confirmed'], 'install_scheduled', { event: 'focSet' }),
  ...rows(['confirmed', 'install_scheduled'], 'installing', { event: 'dispatched' }),
  ...rows(WORKING, 'testing', { event: 'completed' }),
  ...rows(['testing'], 'activated', { action: 'accept' }),
  ...rows(['activated'], 'enabled', { action: 'enable' }),
  ...rows(AT_PROVIDER, 'cancelled', { event: 'cancelled' }),
  ...rows([...WORKING, 'testing'], 'failed', { event: 'failed' }),
];

export function isTransition(from: Stage, to: Stage): boolean {
  return TRANSITIONS.some((row) => row.from === from && row.to === to);
}

export function stagesAfter(from: Stage): Stage[] {
  return [...new Set(TRANSITIONS.filter((row) => row.from === from).map((row) => row.to))];
}

/** Where an event leads in one step or by jumping forward over stages that left no trace. */
export function stageAfterEvent(from: Stage, event: EventKind): Stage | undefined {
  const direct = TRANSITIONS.find(
    (row) => row.from === from && 'event' in row.via && row.via.event === event,
  );
  return direct?.to;
}
