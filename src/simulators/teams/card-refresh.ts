import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from '../kit/ledger';
import { PERSONAS, type Persona } from '../kit/people';
import { cardOf, isJson, type Json } from './activity';
import type { ChatClient } from './chat-client';
import { teamsUserId } from './teams-identity';
import type { Conversation, Message } from './teams-state';

/** Teams refreshes for this many people at most. */
const LISTED_LIMIT = 60;

/** A client asks once the card is on its screen, so the sender knows the card's id by then. */
const ON_SCREEN_MS = 25;

export interface CardRefresh {
  /** Asks the bot for the view of every person whom the card's refresh lists. */
  forAll(conversation: Conversation, message: Message): void;
  /** Asks again for one person, if the card lists them; true when it was asked. */
  forOne(person: Persona, conversation: Conversation, message: Message): Promise<boolean>;
  /** Resolves once no refresh of this person is under way. */
  settled(personKey: string): Promise<void>;
}

export interface CardRefreshParts {
  appId: string;
  client: ChatClient;
  ledger: Ledger;
  nowMs: () => number;
}

function listedPeople(card: Json, conversation: Conversation, appId: string): Persona[] {
  const refresh = card['refresh'];
  if (!isJson(refresh) || !isJson(refresh['action'])) return [];
  const members = PERSONAS.filter(({ key }) => conversation.members.includes(key));
  const listed = refresh['userIds'];
  if (!Array.isArray(listed)) return members.slice(0, LISTED_LIMIT);
  const ids = listed.slice(0, LISTED_LIMIT).map(String);
  return members.filter((person) => ids.includes(teamsUserId(person, appId)));
}

export function createCardRefresh({ appId, client, ledger, nowMs }: CardRefreshParts): CardRefresh {
  const underWay = new Map<string, Set<Promise<unknown>>>();

  async function ask(person: Persona, conversation: Conversation, message: Message, card: Json) {
    const refresh = card['refresh'] as Json;
    message.refreshedMs[person.key] = nowMs();
    const { answer, outcome } = await client.execute(
      person,
      { conversation, message },
      { action: refresh['action'] as Json, trigger: 'automatic' },
    );
    ledger.add('refresh', {
      person: person.key,
      activityId: message.id,
      outcome: outcome.kind,
      status: answer.status,
    });
  }

  function follow(person: Persona, work: Promise<unknown>): Promise<unknown> {
    const set = underWay.get(person.key) ?? new Set();
    underWay.set(person.key, set);
    set.add(work);
    return work.finally(() => set.delete(work));
  }

  const cardFor = (person: Persona, message: Message): Json | undefined => {
    const shared = cardOf(message.attachments);
    return shared === undefined ? undefined : (message.views[person.key]?.card ?? shared);
  };

  return {
    forAll(conversation, message) {
      const card = cardOf(message.attachments);
      if (card === undefined) return;
      for (const person of listedPeople(card, conversation, appId)) {
        void follow(
          person,
          pause(ON_SCREEN_MS).then(async () => {
            // A newer edit asks for itself.
            if (cardOf(message.attachments) !== card) return;
            await ask(person, conversation, message, card);
          }),
        );
      }
    },
    async forOne(person, conversation, message) {
      const card = cardFor(person, message);
      if (card === undefined) return false;
      const isListed = listedPeople(card, conversation, appId).some(
        ({ key }) => key === person.key,
      );
      if (isListed) await follow(person, ask(person, conversation, message, card));
      return isListed;
    },
    async settled(personKey) {
      let open = underWay.get(personKey);
      while (open !== undefined && open.size > 0) {
        await Promise.all(open);
        open = underWay.get(personKey);
      }
    },
  };
}
