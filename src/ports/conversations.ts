import type { ListMark } from './orders';
import type { ConversationReference } from './chat';

/** Where people can be reached in Teams, as last seen. */
export interface Conversations {
  /** Upserts on every contact; `id` is ours, `welcomed` says whether the greeting was sent before. */
  remember(contact: Contact): Promise<{ id: number; welcomed: boolean }>;
  markWelcomed(id: number): Promise<void>;
  markRemoved(contact: Contact): Promise<void>;
  /** What of the list shown last is left, for who asks for more; null: nothing. */
  keepRest(contact: Contact, rest: Rest | null): Promise<void>;
  findRest(contact: Contact): Promise<Rest | null>;
}

export type ListName = 'open' | 'all' | 'pending';

export interface Rest {
  name: ListName;
  /** How many were shown, and the last of them. */
  from: number;
  after: ListMark;
}

export interface Contact extends ConversationReference {
  teamsUserId: string;
  /** Object id of the person, if the channel said it. */
  oid: string | null;
  at: string;
}
