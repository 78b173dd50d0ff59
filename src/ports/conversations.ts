import type { ConversationReference } from './chat';

/** Where people can be reached in Teams, as last seen. */
export interface Conversations {
  /** Upserts on every contact; `id` is ours, `welcomed` says whether the greeting was sent before. */
  remember(contact: Contact): Promise<{ id: number; welcomed: boolean }>;
  markWelcomed(id: number): Promise<void>;
  markRemoved(contact: Contact): Promise<void>;
}

export interface Contact extends ConversationReference {
  teamsUserId: string;
  /** Object id of the person, if the channel said it. */
  oid: string | null;
  at: string;
}
