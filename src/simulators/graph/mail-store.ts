import { createHash } from 'node:crypto';
import type { Ledger } from '../kit/ledger';
import { PERSONAS } from '../kit/people';
import type { PersistentState } from '../kit/persistent-state';
import type { SimulatorClock } from '../kit/simulator-clock';
import { GraphError } from './graph-error';
import { isSameProperty } from './match-filter';
import { requireSendable } from './require-sendable';
import {
  emptyContent,
  hasId,
  keyOf,
  recipientsOf,
  type Folder,
  type MessageContent,
  type Recipient,
  type StoredMessage,
} from './stored-message';
import { withoutBcc } from './without-bcc';

/** All mailboxes of the simulated organisation and of everyone it writes to. */
export interface MailState {
  sequence: number;
  messages: StoredMessage[];
}

export const emptyMailState = (): MailState => ({ sequence: 0, messages: [] });

export interface MailParts {
  state: PersistentState<MailState>;
  clock: SimulatorClock;
  ledger: Ledger;
}

/** What may be done to mail at rest; every method is complete when it returns. */
export interface MailStore {
  all(): StoredMessage[];
  /** Grows with every message and move; equal numbers mean nothing new. */
  sequence(): number;
  find(mailbox: string, id: string): StoredMessage;
  draft(mailbox: string, content: Partial<MessageContent>): StoredMessage;
  change(message: StoredMessage, content: Partial<MessageContent>): void;
  /** To Deleted Items under a new id; out of there for good. */
  remove(message: StoredMessage): void;
  /** To Sent Items under a new id, and into every recipient's inbox, or back as undeliverable. */
  send(message: StoredMessage, options?: { bounce?: boolean; keep?: boolean }): void;
  /** Mail from outside. */
  receive(mailbox: string, from: Recipient, content: Partial<MessageContent>): StoredMessage;
}

const MESSAGE_ID = /^AA[\w-]+=*$/;

const SENT_FOR_GOOD: (keyof MessageContent)[] = [
  'subject',
  'body',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'internetMessageId',
  'from',
  'sender',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
];
/** Said when a message is made, and never again. */
const MADE_FOR_GOOD: (keyof MessageContent)[] = ['internetMessageHeaders', 'attachments'];
/** What a mailbox notes about a mail without changing it. */
const NOTES: (keyof MessageContent)[] = [
  'isRead',
  'categories',
  'extendedProperties',
  'flag',
  'inferenceClassification',
];

const named = (address: string): Recipient => {
  const name = PERSONAS.find((persona) => persona.email === address)?.name;
  return { emailAddress: { name: name ?? address, address } };
};

export function createMailStore({ state, clock, ledger }: MailParts): MailStore {
  const nextId = () => {
    state.value.sequence += 1;
    const digest = createHash('sha256').update(`message ${state.value.sequence}`).digest();
    return `AAMkAD${Buffer.concat([digest, digest.subarray(0, 10)]).toString('base64url')}AAA=`;
  };

  const add = (
    mailbox: string,
    folder: Folder,
    from: Recipient,
    content: Partial<MessageContent>,
  ): StoredMessage => {
    const id = nextId();
    const now = clock.nowIso();
    const digest = createHash('sha256').update(id).digest('hex');
    const message: StoredMessage = {
      ...emptyContent(),
      ...structuredClone(content),
      id,
      firstId: id,
      version: 1,
      mailbox: mailbox.toLowerCase(),
      folder,
      isDraft: folder === 'drafts',
      from: content.from ?? from,
      internetMessageId: content.internetMessageId ?? `<${digest.slice(0, 32)}@mail.simulator>`,
      conversationId: `AAQkAD${digest.slice(32, 56)}=`,
      createdAt: now,
      modifiedAt: now,
      sentAt: now,
      receivedAt: now,
    };
    state.value.messages.push(message);
    return message;
  };

  const touch = (message: StoredMessage) => {
    message.version += 1;
    message.modifiedAt = clock.nowIso();
  };
  const move = (message: StoredMessage, folder: Folder) => {
    message.id = nextId();
    message.folder = folder;
    touch(message);
  };
  const drop = (message: StoredMessage) => {
    state.value.messages = state.value.messages.filter((other) => other !== message);
  };

  const deliver = (message: StoredMessage, address: string) => {
    const copy = add(address, 'inbox', message.from, {});
    const { id, firstId, mailbox, folder, createdAt } = copy;
    Object.assign(copy, structuredClone(message), { id, firstId, mailbox, folder, createdAt });
    Object.assign(copy, { bccRecipients: [], isRead: false, version: 1 });
    if (copy.mime !== undefined) copy.mime = withoutBcc(copy.mime);
    ledger.add('delivered', { key: keyOf(message), to: address, subject: message.subject });
  };
  const bounce = (message: StoredMessage, address: string) => {
    const sender = {
      emailAddress: { name: 'Microsoft Outlook', address: 'postmaster@mail.simulator' },
    };
    add(message.mailbox, 'inbox', sender, {
      subject: `Undeliverable: ${message.subject}`,
      body: { contentType: 'text', content: `Your message to ${address} couldn't be delivered.` },
      toRecipients: [named(message.mailbox)],
      isRead: false,
    });
    ledger.add('bounced', { key: keyOf(message), to: address });
  };

  return {
    all: () => state.value.messages,
    sequence: () => state.value.sequence,
    find(mailbox, id) {
      if (!MESSAGE_ID.test(id)) {
        throw new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
      }
      const found = state.value.messages.find(
        (message) => message.mailbox === mailbox && hasId(message, id),
      );
      if (found !== undefined) return found;
      throw new GraphError(
        404,
        'ErrorItemNotFound',
        'The specified object was not found in the store.',
      );
    },
    draft(mailbox, content) {
      const message = add(mailbox, 'drafts', named(mailbox), content);
      ledger.add('drafted', { key: keyOf(message), id: message.id });
      state.save();
      return message;
    },
    change(message, content) {
      const frozen = SENT_FOR_GOOD.find((name) => name in content);
      if (!message.isDraft && frozen !== undefined) {
        throw new GraphError(
          400,
          'ErrorInvalidPropertyUpdateSentMessage',
          'Update operation is invalid for property of a sent message.',
        );
      }
      if (MADE_FOR_GOOD.some((name) => name in content)) {
        throw new GraphError(400, 'ErrorInvalidPropertySet', 'Set action is invalid for property.');
      }
      if ('body' in content) delete message.textPart;
      if (Object.keys(content).some((name) => !(NOTES as string[]).includes(name))) {
        delete message.mime;
      }
      const { extendedProperties = [], ...rest } = content;
      Object.assign(message, structuredClone(rest));
      for (const property of extendedProperties) {
        message.extendedProperties = message.extendedProperties.filter(
          (held) => !isSameProperty(held.id, property.id),
        );
        message.extendedProperties.push({ ...property });
      }
      touch(message);
      state.save();
    },
    remove(message) {
      if (message.folder === 'deleteditems') drop(message);
      else move(message, 'deleteditems');
      ledger.add('deleted', { key: keyOf(message) });
      state.save();
    },
    send(message, { bounce: isBounced = false, keep = true } = {}) {
      if (!message.isDraft) {
        throw new GraphError(400, 'ErrorInvalidRequest', 'The message was sent already.');
      }
      requireSendable(message.mailbox, message);
      const draftId = message.id;
      message.isDraft = false;
      message.sentAt = clock.nowIso();
      message.receivedAt = message.sentAt;
      move(message, 'sentitems');
      const addresses = recipientsOf(message).map(({ emailAddress }) =>
        emailAddress.address.toLowerCase(),
      );
      const to = [...new Set(addresses)];
      ledger.add('sent', { key: keyOf(message), draftId, id: message.id, to });
      for (const address of to) (isBounced ? bounce : deliver)(message, address);
      if (!keep) drop(message);
      state.save();
    },
    receive(mailbox, from, content) {
      const message = add(mailbox, 'inbox', from, { isRead: false, ...content });
      ledger.add('received', { to: mailbox, subject: message.subject });
      state.save();
      return message;
    },
  };
}
