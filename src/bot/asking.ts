import { createHash } from 'node:crypto';
import type { Links } from '../../cards/card-request';
import { isEnd } from '../domain/order/stages';
import type { Order } from '../domain/order/order';
import type { ChatCopies } from '../ports/outboxes';
import type { Member } from '../ports/directory';
import type { Conversations } from '../ports/conversations';
import type { Logger } from '../log';
import type { Tools } from '../use-cases/tools';
import type { Turn } from './turn';

/** What the bot works with; `main` hands it in. */
export interface BotTools {
  useCases: Tools;
  conversations: Conversations;
  copies: ChatCopies;
  links: Links;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** One member's turn: who asks, where, and what is at hand to answer. */
export interface Asking {
  turn: Turn;
  member: Member;
  tools: Tools;
  conversations: Conversations;
  copies: ChatCopies;
  links: Links;
  now: string;
}

/** A chat of several people: no money, and no buttons of one person for all. */
export function isShared({ turn }: Asking): boolean {
  return turn.conversation.kind !== 'personal';
}

/** Whether others read the answer as well; a client too old for card answers has it posted. */
export function isPublic(asking: Asking): boolean {
  return isShared(asking) && asking.turn.isPosted;
}

/** An id in the form of a UUID, the same for the same words. */
export function uuidFrom(...words: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * The key of a pressed button: a second press on the same state is the same wish, while the state
 * stays as it is. Typed commands have the key of their activity instead.
 */
export function pressKey(order: Order, words: readonly string[]): string {
  const state = [order.revision, order.round, order.pv, isEnd(order.stage)].map(String);
  return uuidFrom('press', ...state, ...words);
}
