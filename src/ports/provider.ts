import type { ErrorCode } from '../domain/errors';
import type { SiteAddress } from '../domain/order/order';
import type { Serviceability } from '../domain/order/serviceability';
import type { ProviderSnapshot } from '../domain/order/provider-snapshot';

/** A carrier, whatever it speaks. Business answers are values; trouble is `ProviderTrouble`. */
export interface Provider {
  readonly key: string;
  checkServiceability(question: ServiceabilityQuestion): Promise<Serviceability>;
  /** One POST, never repeated here. `unknown` means it may have been committed: find first. */
  submit(form: OrderForm): Promise<SubmitAnswer>;
  /**
   * Every order under our key, the carrier's oldest first. Whoever will ask `matches` passes the
   * form along: the carrier's name for its place is then known, also after a restart.
   */
  find(externalId: string, form?: OrderForm): Promise<FoundOrder[]>;
  read(providerOrderId: string): Promise<ProviderSnapshot>;
  /** Orders whose listed state differs from what `known` holds, and those `known` lacks. */
  listOpen(): Promise<ListedOrder[]>;
  requestCancel(request: CancelRequest): Promise<CancelAnswer>;
  /** Cancel requests already placed for this order, so that one is never placed twice. */
  findCancel(providerOrderId: string): Promise<CancelAnswer | null>;
  /** Asks the carrier to call back; false where it cannot. Checked daily, nothing depends on it. */
  subscribe(callbackUrl: string): Promise<boolean>;
  /** What a call-back hints at; its state is not believed. */
  parseNotification(body: unknown): ProviderHint | null;
}

export interface ServiceabilityQuestion {
  address: SiteAddress;
  purpose: string;
  speed: string;
}

/** The order form, complete and frozen by its revision. */
export interface OrderForm {
  provider: string;
  orderNumber: string;
  revision: number;
  /** Our key at the carrier: the order number, with `-R2` ... for later revisions. */
  externalId: string;
  purpose: string;
  speed: string;
  termMonths: number;
  /** The day the customer asks for. */
  requestedDate: string;
  address: SiteAddress;
  contacts: { order: Contact; implementation: Contact; technical: Contact };
}

export interface Contact {
  name: string;
  email: string;
  phone: string;
}

export type SubmitAnswer =
  | { answer: 'accepted'; providerOrderId: string; acknowledged: boolean }
  | { answer: 'refused'; problems: FormProblem[] }
  | { answer: 'unknown'; cause: string };

export interface FormProblem {
  code: string;
  path: string;
  message: string;
}

export interface FoundOrder {
  providerOrderId: string;
  externalId: string;
  /** Rejected and cancelled orders are dead: they do not stand in the way of another try. */
  live: boolean;
  /** Offering, place and term equal what the form says. */
  matches(form: OrderForm): boolean;
  acknowledged: boolean;
}

export interface ListedOrder {
  providerOrderId: string;
  externalId: string;
  state: string;
}

export interface CancelRequest {
  orderNumber: string;
  providerOrderId: string;
  reason: string;
  contact: Contact;
}

export interface CancelAnswer {
  requestId: string;
  state: 'open' | 'done' | 'declined';
}

export interface ProviderHint {
  eventId: string;
  providerOrderId: string;
}

/** Why a call to a carrier gave no business answer, and what that means for the next try. */
export class ProviderTrouble extends Error {
  readonly trouble: 'retryable' | 'auth' | 'notOffered';
  readonly code: ErrorCode;
  readonly retryAfterMs: number | null;

  constructor(
    trouble: 'retryable' | 'auth' | 'notOffered',
    cause: string,
    retryAfterMs: number | null = null,
  ) {
    super(cause);
    this.name = 'ProviderTrouble';
    this.trouble = trouble;
    this.code = trouble === 'notOffered' ? 'PROVIDER_NOT_OFFERED' : 'PROVIDER_UNAVAILABLE';
    this.retryAfterMs = retryAfterMs;
  }
}
