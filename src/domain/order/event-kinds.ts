/**
 * What a carrier can report, in our words. Adapters turn snapshot differences into these; `note`
 * and the like change no stage.
 */
export const EVENT_KINDS = [
  'acknowledged',
  'accepted',
  'focSet',
  'focRevised',
  'surveyed',
  'loopDelivered',
  'dispatched',
  'completed',
  'rejected',
  'cancelled',
  'failed',
  'partial',
  'held',
  'released',
  'requestChanged',
  'cancelDeclined',
  'cancelling',
  'noteAdded',
  'unknownWord',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];
