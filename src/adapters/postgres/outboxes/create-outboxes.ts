import type { Outboxes } from '../../../ports/outboxes';
import type { Database } from '../pool';
import { createChatOutbox } from './chat-outbox';
import { createMailOutbox } from './mail-outbox';
import { createStories } from './stories';

/** Work queues of the relays, under the app's login. */
export function createOutboxes(db: Database): Outboxes {
  return { ...createMailOutbox(db), ...createChatOutbox(db), ...createStories(db) };
}
