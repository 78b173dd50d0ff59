import type { PersistentState } from '../kit/persistent-state';
import { PERSONAS, type Persona } from '../kit/people';
import type { SimulatorClock } from '../kit/simulator-clock';
import type { Attachment, Json } from './activity';
import { homeRegion, personalChatId, threadId } from './teams-identity';
import {
  REGIONS,
  type Conversation,
  type Message,
  type PersonState,
  type TeamsState,
} from './teams-state';

/** What is told to who watches: which message of which conversation changed, and for whom. */
export interface ChatChange {
  conversationId: string;
  messageId: string;
  kind: 'added' | 'changed' | 'removed';
  /** Only this person sees a difference. */
  person?: string;
}

export interface MessageDraft {
  from: string;
  text: string;
  textFormat: string;
  summary?: string;
  attachments?: Attachment[];
  replyToId?: string | null;
  delivery?: Message['delivery'];
}

export type MessageEdit = Pick<Message, 'text' | 'textFormat' | 'summary' | 'attachments'>;

/** Messages and people of the simulated Teams; every change is kept and announced. */
export interface ChatStore {
  personal(person: Persona): Conversation;
  createShared(kind: 'groupChat' | 'channel', name: string, members: string[]): Conversation;
  /** Accepts a thread's id too: the part before `;` names the conversation. */
  find(conversationId: string): Conversation | undefined;
  locate(messageId: string): { conversation: Conversation; message: Message } | undefined;
  all(): Conversation[];
  conversationsOf(personKey: string): Conversation[];
  person(key: string): PersonState;
  nextId(): string;
  add(conversation: Conversation, draft: MessageDraft, id?: string): Message;
  edit(conversation: Conversation, message: Message, edit: MessageEdit): void;
  markDeleted(conversation: Conversation, message: Message): void;
  /** Forgets a message, so that the bot's next edit of it finds nothing. */
  vanish(conversation: Conversation, message: Message): void;
  setView(
    conversation: Conversation,
    message: Message,
    view: { person: string; card: Json; trigger: 'manual' | 'automatic' },
  ): void;
  setDelivery(conversation: Conversation, message: Message, delivery: Message['delivery']): void;
  changed(change: ChatChange): void;
  onChange(listener: (change: ChatChange) => void): () => void;
}

const HISTORY_LIMIT = 500;

export function createChatStore(
  state: PersistentState<TeamsState>,
  appId: string,
  clock: SimulatorClock,
  saveSoon: () => void,
): ChatStore {
  const listeners = new Set<(change: ChatChange) => void>();
  const changed = (change: ChatChange) => {
    saveSoon();
    for (const listener of listeners) listener(change);
  };
  const announce = (
    { id: conversationId }: Conversation,
    { id: messageId }: Message,
    kind: ChatChange['kind'],
    person?: string,
  ) => {
    changed({ conversationId, messageId, kind, ...(person === undefined ? {} : { person }) });
  };
  const keep = (conversation: Conversation): Conversation => {
    const kept = (state.value.conversations[conversation.id] ??= conversation);
    saveSoon();
    return kept;
  };
  const all = () => Object.values(state.value.conversations);

  const store: ChatStore = {
    personal(person) {
      return keep({
        id: personalChatId(person, appId),
        kind: 'personal',
        name: '',
        regions: [homeRegion(person)],
        members: [person.key],
        teamId: null,
        messages: [],
      });
    },
    createShared(kind, name, members) {
      const id = threadId(name, kind);
      return keep({
        id,
        kind,
        name,
        regions: [REGIONS[0]],
        members: members.filter((key) => PERSONAS.some((person) => person.key === key)),
        teamId: kind === 'channel' ? id : null,
        messages: [],
      });
    },
    find: (conversationId) => state.value.conversations[conversationId.split(';')[0] ?? ''],
    locate(messageId) {
      for (const conversation of all()) {
        const message = conversation.messages.find((candidate) => candidate.id === messageId);
        if (message !== undefined) return { conversation, message };
      }
      return undefined;
    },
    all,
    conversationsOf: (key) => all().filter(({ members }) => members.includes(key)),
    person: (key) =>
      (state.value.people[key] ??= { installed: false, blocked: false, readUpTo: {} }),
    nextId() {
      const id = Math.max(Math.floor(clock.nowMs()), state.value.lastMessageId + 1);
      state.value.lastMessageId = id;
      return String(id);
    },
    add(conversation, draft, id = store.nextId()) {
      const message: Message = {
        id,
        from: draft.from,
        at: clock.nowIso(),
        text: draft.text,
        textFormat: draft.textFormat,
        summary: draft.summary ?? '',
        attachments: draft.attachments ?? [],
        replyToId: draft.replyToId ?? null,
        editedCount: 0,
        deleted: false,
        delivery: draft.delivery ?? 'delivered',
        views: {},
        refreshedMs: {},
      };
      conversation.messages.push(message);
      if (conversation.messages.length > HISTORY_LIMIT) conversation.messages.shift();
      announce(conversation, message, 'added');
      return message;
    },
    edit(conversation, message, edit) {
      Object.assign(message, edit);
      message.editedCount += 1;
      message.views = {};
      message.refreshedMs = {};
      announce(conversation, message, 'changed');
    },
    markDeleted(conversation, message) {
      message.deleted = true;
      Object.assign(message, { text: '', summary: '', attachments: [], views: {} });
      announce(conversation, message, 'changed');
    },
    vanish(conversation, message) {
      conversation.messages = conversation.messages.filter(({ id }) => id !== message.id);
      announce(conversation, message, 'removed');
    },
    setView(conversation, message, { person, card, trigger }) {
      message.views[person] = { card, at: clock.nowIso(), trigger };
      announce(conversation, message, 'changed', person);
    },
    setDelivery(conversation, message, delivery) {
      message.delivery = delivery;
      announce(conversation, message, 'changed');
    },
    changed,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return store;
}
