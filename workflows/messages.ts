import type { Seen, Snapshot } from '../src/domain/order/change';
import type { CarrierEvent } from '../src/domain/order/events';
import type { TaskEvent } from '../src/domain/order/task-events';
import type { ActAnswer } from '../src/domain/order/act-answer';

/** What travels between the product and its workflows: plain JSON without texts or names. */
export interface OrderLifecycleInput {
  orderNumber: string;
  provider: string;
  /** Present in every run after the first. */
  carried?: CarriedOrder;
}

export interface CarriedOrder {
  snapshot: Snapshot;
  inbox: CarrierEvent[];
  taskInbox: TaskEvent[];
  /** Keys of the last events taken, so that a repeated one is known. */
  seenKeys: string[];
  /** The last answers by Update id, so that a repeated Update is answered alike. */
  answers: [id: string, answer: ActAnswer][];
}

/** Input of every Update; its id is the intent's id. */
export interface ActInput {
  intentId: string;
  actor: string;
  seen: Seen;
}

export interface PollingInput {
  source: string;
  /** Hints that arrived while the run before was closing. */
  readNow?: boolean;
  paused?: boolean;
}

export interface MirrorInput {
  orderNumber: string;
}

export const SIGNALS = {
  carrierEvents: 'carrierEvents',
  taskEvents: 'taskEvents',
  readNow: 'readNow',
  pause: 'pause',
  resume: 'resume',
  intent: 'intent',
} as const;

export const QUERIES = { state: 'state' } as const;

export const SEARCH_ATTRIBUTES = {
  stage: 'CoStage',
  provider: 'CoProvider',
  dueAt: 'CoDueAt',
} as const;
