import { setTimeout as pause } from 'node:timers/promises';
import { ChatTrouble, type Chat } from '../ports/chat';
import type { BotTools } from './asking';
import type { Router } from './router';
import { UNCHANGED } from './answers/sentences';
import { message, type Outcome, type Turn } from './turn';

/** Both ways a turn is answered: in the answer to the request, or as a message of its own. */
export interface Conversation {
  /** For a pressed button: what to answer with. Never fails. */
  answer(turn: Turn): Promise<Outcome>;
  /** For everything else: answers by a message of its own. Never fails. */
  converse(turn: Turn): Promise<void>;
}

export interface ConversationParts extends Pick<
  BotTools,
  'conversations' | 'copies' | 'logger' | 'useCases'
> {
  chat: Chat;
  router: Router;
}

// Short troubles of the connector are waited out; an answer later than this answers nothing.
const REPLY_WAITS_MS = [500, 2_000];
const REPLY_LIFE_MS = 10_000;

export function createConversation(parts: ConversationParts): Conversation {
  const { conversations, copies, logger, chat, router } = parts;
  const greeting = new Map<string, Promise<void>>();

  async function remember(turn: Turn): Promise<{ id: number; welcomed: boolean } | null> {
    try {
      return await conversations.remember(turn.conversation);
    } catch (error) {
      logger.error({ err: error }, 'conversation not stored');
      return null;
    }
  }

  async function keepCopy(
    conversationId: number | undefined,
    outcome: Outcome,
    { activityId, isOld = false }: { activityId: string; isOld?: boolean },
  ): Promise<void> {
    if (outcome.kind !== 'card' || outcome.shows === null || conversationId === undefined) return;
    const { orderNumber, oid, view, facts, state } = outcome.shows;
    // Version 0 is older than any: the copy is drawn anew.
    const shown = isOld ? { ...state, version: 0 } : state;
    const copy = { conversationId, orderNumber, oid, view, facts, activityId };
    try {
      await copies.recordCopy({ ...copy, shown });
    } catch (error) {
      logger.error({ err: error, orderNumber }, 'card copy not recorded');
    }
  }

  /** Sends an answer; null where it could not be delivered, which the person notices and repeats. */
  async function deliver(turn: Turn, outcome: Outcome): Promise<string | null> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await send(turn, outcome);
      } catch (error) {
        const waitMs = waitAfter(error, outcome, attempt);
        logger.warn({ err: error, attempt: attempt + 1, waitMs }, 'reply not delivered');
        if (waitMs === null) return null;
        await pause(waitMs);
      }
    }
  }

  async function send(turn: Turn, outcome: Outcome): Promise<string | null> {
    if (outcome.kind === 'none') return null;
    const { conversation } = turn;
    if (outcome.kind === 'message') {
      await chat.sendText(conversation, outcome.text);
      return null;
    }
    const { card, summary } = outcome.card;
    const pressed = turn.kind === 'cardAction' ? turn.payload.cardId : null;
    if (pressed === null || conversation.kind !== 'personal') {
      return chat.sendCard(conversation, card, summary);
    }
    // A client too old for card answers: the pressed card itself becomes the answer.
    try {
      await chat.updateCard({ conversation, activityId: pressed }, card, summary);
      return pressed;
    } catch (error) {
      if (!(error instanceof ChatTrouble) || error.trouble !== 'gone') throw error;
      return chat.sendCard(conversation, card, summary);
    }
  }

  async function reply(turn: Turn, conversationId: number | undefined): Promise<void> {
    const outcome = await router(turn);
    const activityId = await deliver(turn, outcome);
    if (activityId === null || outcome.kind !== 'card') return;
    await keepCopy(conversationId, outcome, { activityId });
  }

  /** One greeting per chat, however many events announce it and in whatever order. */
  async function greet(turn: Turn): Promise<void> {
    const known = await remember(turn);
    if (known === null || known.welcomed || turn.conversation.kind !== 'personal') return;
    const outcome = await router(turn);
    if (outcome.kind === 'none') return;
    await conversations.markWelcomed(known.id);
    await deliver(turn, outcome);
  }

  async function inOrder(key: string, work: () => Promise<void>): Promise<void> {
    const before = greeting.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    greeting.set(key, mine);
    await mine.finally(() => {
      if (greeting.get(key) === mine) greeting.delete(key);
    });
  }

  async function run(turn: Turn): Promise<void> {
    const { serviceUrl, conversationId, teamsUserId } = turn.conversation;
    const place = [serviceUrl, conversationId, teamsUserId].join('\n');
    switch (turn.kind) {
      case 'installed':
        return inOrder(place, () => greet(turn));
      case 'removed':
        return inOrder(place, () => conversations.markRemoved(turn.conversation));
      case 'command':
      case 'cardAction': {
        const known = await remember(turn);
        return reply(turn, known?.id);
      }
      case 'refresh':
      case 'other':
        return;
    }
  }

  return {
    async answer(turn) {
      try {
        if (turn.kind !== 'cardAction') return await router(turn);
        const [outcome, known] = await Promise.all([router(turn), remember(turn)]);
        const { cardId, verb } = turn.payload;
        if (verb === 'order.create' && cardId !== null) {
          // What stands there is the form that was filled; the order replaces it.
          await keepCopy(known?.id, outcome, { activityId: cardId, isOld: true });
        }
        return outcome;
      } catch (error) {
        logger.error({ err: error }, 'bot answer failed');
        return message(UNCHANGED);
      }
    },
    async converse(turn) {
      try {
        await run(turn);
      } catch (error) {
        logger.error({ err: error, turn: turn.kind }, 'bot turn failed');
      }
    },
  };
}

/** When to try a reply again; null: not at all. */
function waitAfter(error: unknown, outcome: Outcome, attempt: number): number | null {
  const waitMs = REPLY_WAITS_MS[attempt];
  if (!(error instanceof ChatTrouble) || waitMs === undefined) return null;
  const { trouble, retryAfterMs } = error;
  if (trouble === 'throttled') {
    const asked = Math.max(waitMs, retryAfterMs ?? 0);
    return asked > REPLY_LIFE_MS ? null : asked;
  }
  // What may have arrived: a card said twice is shown twice but true, a text is only noise.
  return trouble === 'transient' && (outcome.kind === 'card' || !error.mayHaveArrived)
    ? waitMs
    : null;
}
