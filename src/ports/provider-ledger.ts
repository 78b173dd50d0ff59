import type { CarrierEvent } from '../domain/order/events';
import type { KnownSnapshot } from '../domain/order/provider-snapshot';
import type { Stage } from '../domain/order/stages';
import type { Contact, FormProblem, OrderForm } from './provider';

/** What we remember of our dealings with a carrier; every method is one transaction. */
export interface ProviderLedger {
  /** The frozen form of this revision. */
  readForm(orderNumber: string, revision: number): Promise<OrderForm>;
  /** The attempts of this revision so far, and a new one if none is open. */
  openAttempt(form: OrderForm, at: string): Promise<Attempt>;
  stampPost(attempt: Attempt, at: string): Promise<void>;
  closeAttempt(attempt: Attempt, outcome: AttemptOutcome, problems: FormProblem[]): Promise<void>;
  /** Orders of this carrier we have to keep reading. */
  listWatched(provider: string): Promise<WatchedOrder[]>;
  /** Orders at this carrier or on their way there: while there is one, reading goes on. */
  countOpen(provider: string): Promise<number>;
  /** Stores what a read taught us and the events it implies, each event once. */
  storeReading(reading: Reading): Promise<void>;
  /** Events stored for this carrier that their orders have not been told. */
  listUntold(provider: string): Promise<{ orderNumber: string; events: CarrierEvent[] }[]>;
  markTold(provider: string, keys: readonly string[], state: 'told' | 'late'): Promise<void>;
  readCancelWish(orderNumber: string): Promise<CancelWish | null>;
  stampCancelPost(orderNumber: string, at: string): Promise<void>;
  /** A call-back hinted at this order; unknown ones are ignored. */
  hint(provider: string, providerOrderId: string, at: string): Promise<boolean>;
}

export interface Attempt {
  orderNumber: string;
  revision: number;
  number: number;
  /** When something was last sent to the carrier for this revision; null: never. */
  lastPostAt: string | null;
}

export type AttemptOutcome = 'accepted' | 'refused' | 'adopted' | 'none';

export interface WatchedOrder {
  orderNumber: string;
  provider: string;
  providerOrderId: string;
  stage: Stage;
  focDate: string | null;
  cancelOpen: boolean;
  known: KnownSnapshot | null;
  listedState: string | null;
  lastReadAt: string | null;
  hintedAt: string | null;
}

export interface Reading {
  orderNumber: string;
  provider: string;
  providerOrderId: string;
  known: KnownSnapshot;
  listedState: string | null;
  circuitId: string | null;
  events: CarrierEvent[];
  at: string;
}

export interface CancelWish {
  provider: string;
  orderNumber: string;
  providerOrderId: string;
  reason: string;
  contact: Contact;
  lastPostAt: string | null;
}
