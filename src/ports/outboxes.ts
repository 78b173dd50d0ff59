import type { ChatTroubleKind, ConversationReference } from './chat';
import type { Intent } from './orders';
import type { BoundTerms } from '../domain/order/approvals';
import type { MailTemplate } from '../domain/order/notices';
import type { CarrierEvent } from '../domain/order/events';
import type { Order } from '../domain/order/order';
import type { Telling } from '../domain/order/task-events';
import type { Member } from './directory';

/** A claimed row is leased to its taker; who does not finish it in time gives it back by silence. */
export interface Outboxes {
  claimMails(limit: number, at: string): Promise<MailRow[]>;
  finishMail(id: string, outcome: RowOutcome, at: string): Promise<void>;
  /** Claims rows of conversations nobody else is sending to, oldest first per conversation. */
  claimChat(limit: number, at: string): Promise<ChatRow[]>;
  finishChat(id: string, outcome: RowOutcome, at: string): Promise<void>;
  /** Keeps the row until its person has a chat with the bot; the next contact brings it back. */
  parkChat(id: string, at: string): Promise<void>;
  /** The same message by mail, unless its mail was written with it. */
  mailInstead(row: Pick<ChatRow, 'id'>, template: MailTemplate, at: string): Promise<void>;
  claimIntents(limit: number, at: string): Promise<Intent[]>;
  releaseIntent(id: string, at: string): Promise<void>;
  /** Events stored but not yet told to their order's workflow, by order. */
  claimInbox(limit: number, at: string): Promise<{ orderNumber: string; events: CarrierEvent[] }[]>;
  finishInbox(keys: readonly string[], state: 'told' | 'late', at: string): Promise<void>;
  /** Orders with ServiceNow intents nobody seems to be working on. */
  claimMirrors(limit: number, at: string): Promise<string[]>;
}

export type RowOutcome =
  | { state: 'done' }
  | { state: 'later'; cause: string; notBefore: string }
  | { state: 'dead'; cause: string };

export interface MailRow extends Telling {
  key: string;
  attempts: number;
  orderNumber: string;
  to: Member;
  template: string;
  facts: NoticeFacts;
}

export interface ChatRow extends Telling {
  kind: 'send' | 'update' | 'text';
  attempts: number;
  orderNumber: string;
  to: Member;
  view: string;
  facts: NoticeFacts;
  /** Where to send; null while the person has no conversation with the bot. */
  conversation: (ConversationReference & { id: number; teamsUserId: string }) | null;
  /** The copy to update; null for one that has vanished since. */
  copy: { id: number; activityId: string } | null;
}

/** What the event itself adds to the order: the headline's word, a step, dates, a person. */
export type NoticeFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface ChatCopies {
  recordCopy(copy: NewCopy): Promise<void>;
  markGone(copyId: number): Promise<void>;
  markUnreachable(conversationId: number, why: ChatTroubleKind): Promise<void>;
  /** After an update: what the copy shows now. */
  markShown(copyId: number, shown: ShownState): Promise<void>;
  /** Which terms this person's newest card of the order shows; null where they have none. */
  lastShown(orderNumber: string, oid: string): Promise<ShownTerms | null>;
}

/** The state of an order that a card shows. */
export type ShownState = Pick<Order, 'version' | 'revision' | 'termsHash'>;

export interface ShownTerms {
  revision: number;
  termsHash: string;
  /** The terms themselves, where they were submitted. */
  terms: BoundTerms | null;
}

export interface NewCopy {
  conversationId: number;
  orderNumber: string;
  oid: string;
  view: string;
  facts: NoticeFacts;
  activityId: string;
  shown: ShownState;
}
