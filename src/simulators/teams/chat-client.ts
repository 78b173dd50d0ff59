import type { Persona } from '../kit/people';
import type { SimulatorClock } from '../kit/simulator-clock';
import { cardOf, type Json } from './activity';
import type { BotAnswer, BotLine } from './bot-line';
import { claimedTenant, type Forgery } from './channel-token';
import type { ChatStore } from './chat-store';
import {
  installationActivity,
  invokeActivity,
  membersActivity,
  messageActivity,
  submitActivity,
  type Speaker,
} from './inbound-activity';
import { invokeOutcome, type InvokeOutcome } from './invoke-outcome';
import type { Conversation, Message, Region } from './teams-state';

/** Where a person acts; without a conversation, in the chat with the bot. */
export interface Place {
  conversation?: Conversation | undefined;
  threadRoot?: string | null | undefined;
  forge?: Forgery | undefined;
}

export interface Invocation extends Place {
  name: string;
  value: unknown;
  replyToId?: string;
}

/** What a Teams client does on a person's behalf; the page and the control API both use it. */
export interface ChatClient {
  sendText(
    person: Persona,
    text: string,
    place?: Place,
  ): { message: Message; answer: Promise<BotAnswer> };
  submit(
    person: Persona,
    submit: { value: unknown; replyToId: string } & Place,
  ): Promise<BotAnswer>;
  invoke(
    person: Persona,
    invocation: Invocation,
  ): Promise<{ answer: BotAnswer; outcome: InvokeOutcome }>;
  /** Presses a card's Action.Execute; the card that comes back is this person's view from then on. */
  execute(
    person: Persona,
    target: { conversation: Conversation; message: Message; forge?: Forgery | undefined },
    press: { action: Json; trigger: 'manual' | 'automatic' },
  ): Promise<{ answer: BotAnswer; outcome: InvokeOutcome }>;
  installation(person: Persona, action: 'add' | 'remove', place?: Place): Promise<BotAnswer>;
}

export interface ChatClientParts {
  appId: string;
  clock: SimulatorClock;
  store: ChatStore;
  line: BotLine;
  serviceUrlOf: (region: Region) => string;
  invokeLimitMs: number;
}

export function createChatClient(parts: ChatClientParts): ChatClient {
  const { store, line } = parts;

  const speakerOf = (person: Persona, place: Place): Speaker => ({
    person,
    conversation: place.conversation ?? store.personal(person),
    appId: parts.appId,
    nowIso: parts.clock.nowIso(),
    tenantId: claimedTenant(person.tenantId, place.forge),
    serviceUrlOf: parts.serviceUrlOf,
    threadRoot: place.threadRoot ?? null,
  });

  const invoke: ChatClient['invoke'] = async (person, { name, value, replyToId, ...place }) => {
    const activity = invokeActivity(speakerOf(person, place), {
      name,
      value,
      ...(replyToId === undefined ? {} : { replyToId }),
    });
    const answer = await line.deliver(activity, {
      forge: place.forge,
      limitMs: parts.invokeLimitMs,
    });
    return { answer, outcome: invokeOutcome(name, answer) };
  };

  return {
    sendText(person, text, place = {}) {
      const conversation = place.conversation ?? store.personal(person);
      const id = store.nextId();
      const threadRoot = conversation.kind === 'channel' ? (place.threadRoot ?? id) : null;
      const activity = messageActivity(speakerOf(person, { ...place, threadRoot }), text, id);
      const message = store.add(
        conversation,
        {
          from: person.key,
          text,
          textFormat: 'plain',
          delivery: 'sending',
          replyToId: threadRoot === id ? null : threadRoot,
        },
        id,
      );
      const delivered =
        place.forge === undefined
          ? line.deliverMessage(activity)
          : line.deliver(activity, { forge: place.forge });
      const answer = delivered.then((heard) => {
        const taken = heard.status >= 200 && heard.status < 300;
        store.setDelivery(conversation, message, taken ? 'delivered' : 'failed');
        return heard;
      });
      return { message, answer };
    },
    submit(person, { value, replyToId, ...place }) {
      const id = store.nextId();
      const activity = submitActivity(speakerOf(person, place), { id, value, replyToId });
      return place.forge === undefined
        ? line.deliverMessage(activity)
        : line.deliver(activity, { forge: place.forge });
    },
    invoke,
    async execute(person, { conversation, message, forge }, { action, trigger }) {
      const editsBefore = message.editedCount;
      const heard = await invoke(person, {
        conversation,
        forge,
        threadRoot: conversation.kind === 'channel' ? (message.replyToId ?? message.id) : null,
        name: 'adaptiveCard/action',
        value: { action, trigger },
        replyToId: message.id,
      });
      // An automatic answer that an edit has overtaken shows what is no longer there.
      const isOvertaken = trigger === 'automatic' && message.editedCount !== editsBefore;
      if (heard.outcome.kind === 'card' && !isOvertaken && cardOf(message.attachments)) {
        store.setView(conversation, message, {
          person: person.key,
          card: heard.outcome.card,
          trigger,
        });
      }
      return heard;
    },
    async installation(person, action, place = {}) {
      const speaker = speakerOf(person, place);
      const first = await line.deliver(installationActivity(speaker, action));
      if (first.status === 0 || first.status >= 400) return first;
      const change = action === 'add' ? 'added' : 'removed';
      return line.deliver(membersActivity(speaker, change));
    },
  };
}
