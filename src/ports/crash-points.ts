/**
 * Named places right after a step that may not be lost. In production reaching one does nothing;
 * the torture run arms them to kill the process there, in earnest.
 */
export const CRASH_POINTS = [
  'api.commit',
  'proj.commit',
  'car.intent',
  'car.send',
  'car.answer',
  'car.store',
  'sn.insert',
  'sn.store',
  'mail.draft',
  'mail.send',
  'card.send',
  'relay.send',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

export interface CrashPoints {
  reached(point: CrashPoint, orderNumber: string): void;
}

export const NO_CRASH_POINTS: CrashPoints = { reached: () => undefined };
