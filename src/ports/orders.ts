import type { FieldValues } from '../domain/order/parse-fields';
import type { ActionName } from '../domain/order/actions';
import type { Seen } from '../domain/order/change';
import type { Order, TimelineEntry, BudgetUse } from '../domain/order/order';
import type { Serviceability } from '../domain/order/serviceability';
import type { Stage } from '../domain/order/stages';
import type { ActAnswer } from '../domain/order/act-answer';
import type { ErrorCode, Facts } from '../domain/errors';
import type { Instant } from '../domain/time';

export type Channel = 'web' | 'api' | 'teams';

/** Orders in the database. Each writing method is one transaction with its audit row. */
export interface Orders {
  /** Numbers and stores a draft; the same `clientId` again answers with the order it made. */
  recordDraft(draft: NewDraft): Promise<{ orderNumber: string; created: boolean }>;
  /** Changes fields of a drafted order, or notes later; a new revision where terms were submitted. */
  recordEdit(edit: OrderEdit): Promise<{ version: number; revision: number }>;
  recordServiceability(orderNumber: string, answer: Serviceability): Promise<void>;
  /** Stores what a person asked. A live intent with the same dedupe key is answered instead. */
  recordIntent(intent: NewIntent): Promise<Intent>;
  /**
   * Closes an intent the workflow refused before any projection saw it. Answers with the intent as it
   * stands then: another try of the same wish may have been carried out meanwhile.
   */
  recordRefusal(refusal: RefusedIntent): Promise<Intent | null>;
  findIntent(intentId: string): Promise<Intent | null>;
  /** The pending or accepted intent that holds this dedupe key. */
  findLiveIntent(dedupeKey: string): Promise<Intent | null>;
  read(orderNumber: string): Promise<Order | null>;
  readTimeline(orderNumber: string): Promise<TimelineEntry[]>;
  /** Other orders for the site and purpose that a duplicate check has to look at. */
  findSiblings(siteId: string, purpose: string, except: string | null): Promise<Sibling[]>;
  /** What this amount would take of the budget that pays for it; null without such a budget. */
  budgetFor(question: BudgetQuestion): Promise<BudgetUse | null>;
  /** Orders this person requested or made, the last changed first. */
  listOwn(oid: string, which: 'open' | 'all', part: Part): Promise<OrderList>;
  /** Orders whose current step asks this person, oldest first. */
  listWaitingFor(oid: string, part: Part): Promise<OrderList>;
}

/** So many orders of a list, after the last one that was shown. */
export interface Part {
  after: ListMark | null;
  size: number;
}

/** An order's place in a list; it holds also when others leave the list. */
export interface ListMark {
  at: Instant;
  orderNumber: string;
}

export interface OrderList {
  orders: Order[];
  /** How many there are from the first of these on. */
  left: number;
  /** The last of these; null where there are none. */
  last: ListMark | null;
}

export interface NewDraft {
  clientId: string;
  fields: FieldValues;
  requestedBy: string;
  createdBy: string;
  channel: Channel;
  at: string;
}

export interface OrderEdit {
  orderNumber: string;
  fields: FieldValues;
  actor: string;
  channel: Channel;
  /** The version the person saw; null where the channel has none (chat). */
  version: number | null;
  /** Says that two edits without a version are one. */
  dedupeKey: string;
  at: string;
}

export interface NewIntent {
  id: string;
  dedupeKey: string;
  orderNumber: string;
  action: ActionName;
  actor: string;
  channel: Channel;
  seen: Seen;
  input: IntentInput;
  at: string;
}

/** Texts and details a person gave; they stay here and never travel into a workflow. */
export interface IntentInput {
  comment?: string;
  reason?: string;
  result?: string;
  billingStartOn?: string;
  fields?: FieldValues;
}

export interface Intent {
  id: string;
  orderNumber: string;
  action: ActionName;
  actor: string;
  provider: string;
  seen: Seen;
  state: 'pending' | 'accepted' | 'refused';
  answer: ActAnswer | null;
  refusal: { code: ErrorCode; facts: Facts } | null;
}

export interface Sibling {
  orderNumber: string;
  stage: Stage;
  kind: 'new' | 'change' | 'disconnect';
}

export interface BudgetQuestion {
  costCentre: string;
  currency: string;
  monthlyMinor: bigint;
  installMinor: bigint;
  expectedActivation: string;
}

/** A stored wish that its workflow refused. */
export interface RefusedIntent {
  intentId: string;
  code: ErrorCode;
  facts: Facts;
  at: Instant;
}
