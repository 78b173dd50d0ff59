import type { Card } from '../../cards/card-request';
import type { Contact } from '../ports/conversations';
import type { NoticeFacts, ShownState } from '../ports/outboxes';

/**
 * What came in from the chat, in our words. Nothing in it is believed but who spoke and where; card
 * data is a hint that is read again from the database.
 */
export type Turn = Command | CardAction | Refresh | Arrival | Other;

interface TurnFrame {
  activityId: string;
  /** The same for the same activity sent again: makes ids and dedupe keys. */
  key: string;
  /** Object id of who spoke; null where the channel does not say. */
  actor: string | null;
  conversation: Contact;
  /** Answered by a message in the conversation, which all of it read; else to the actor alone. */
  isPosted: boolean;
}

export interface Command extends TurnFrame {
  kind: 'command';
  payload: { text: string };
}

export type CardData = Readonly<Record<string, unknown>>;

export interface CardAction extends TurnFrame {
  kind: 'cardAction';
  /** `cardId`: activity of the card that was pressed, if the channel says it. */
  payload: { verb: string; data: CardData; cardId: string | null };
}

export interface Refresh extends TurnFrame {
  kind: 'refresh';
  payload: { data: CardData };
}

export interface Arrival extends TurnFrame {
  kind: 'installed' | 'removed';
}

export interface Other extends TurnFrame {
  kind: 'other';
}

/** What is answered; how it travels depends on how the turn came in. */
export type Outcome =
  | { kind: 'card'; card: Card; shows: Shown | null }
  | { kind: 'message'; text: string }
  | { kind: 'none' };

/** Which order a card shows to whom: makes it a copy that is kept up to date. */
export interface Shown {
  orderNumber: string;
  oid: string;
  view: string;
  facts: NoticeFacts;
  state: ShownState;
}

export const message = (text: string): Outcome => ({ kind: 'message', text });
export const NOTHING: Outcome = { kind: 'none' };
