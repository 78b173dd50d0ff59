import { createHash } from 'node:crypto';

/** Folders by their well-known names. */
export const FOLDERS = {
  inbox: 'Inbox',
  drafts: 'Drafts',
  sentitems: 'Sent Items',
  deleteditems: 'Deleted Items',
} as const;
export type Folder = keyof typeof FOLDERS;

export interface Recipient {
  emailAddress: { name?: string; address: string };
}

/** A property under a name of the application's own, e.g. `String {guid} Name mailKey`. */
export interface ExtendedProperty {
  id: string;
  value: string;
}

export interface Attachment {
  name: string;
  contentType: string;
  sizeBytes: number;
  /** In base64; a file that came inside a MIME is in that. */
  contentBytes?: string;
}

/** A mark for follow-up, with the dates that came with it. */
export type Flag = Record<string, unknown> & { flagStatus: string };

/** What an application may write on a message. */
export interface MessageContent {
  subject: string;
  body: { contentType: 'html' | 'text'; content: string };
  toRecipients: Recipient[];
  ccRecipients: Recipient[];
  bccRecipients: Recipient[];
  replyTo: Recipient[];
  importance: 'low' | 'normal' | 'high';
  categories: string[];
  internetMessageHeaders: { name: string; value: string }[];
  extendedProperties: ExtendedProperty[];
  attachments: Attachment[];
  isRead: boolean;
  /** Who it says it is from; the mailbox where nothing else is said. */
  from?: Recipient;
  /** Who sends it, where that is another than whom it is from. */
  sender?: Recipient;
  flag: Flag;
  isDeliveryReceiptRequested: boolean;
  isReadReceiptRequested: boolean;
  inferenceClassification: 'focused' | 'other';
  internetMessageId?: string;
  /** The text that came beside an HTML body, which JSON cannot carry. */
  textPart?: string;
  /** The whole as it came, in base64, where it came as MIME and still says the same. */
  mime?: string;
}

/** A message at rest in one folder of one mailbox. */
export interface StoredMessage extends MessageContent {
  /** Changes whenever the message moves. */
  id: string;
  /** The first of its ids; absent in mail kept by an earlier version. */
  firstId?: string;
  /** Raised by each change. */
  version: number;
  /** Address of the mailbox, lower case. */
  mailbox: string;
  folder: Folder;
  isDraft: boolean;
  from: Recipient;
  internetMessageId: string;
  conversationId: string;
  createdAt: string;
  modifiedAt: string;
  sentAt: string;
  receivedAt: string;
}

export const emptyContent = (): MessageContent => ({
  subject: '',
  body: { contentType: 'text', content: '' },
  toRecipients: [],
  ccRecipients: [],
  bccRecipients: [],
  replyTo: [],
  importance: 'normal',
  categories: [],
  internetMessageHeaders: [],
  extendedProperties: [],
  attachments: [],
  isRead: true,
  flag: { flagStatus: 'notFlagged' },
  isDeliveryReceiptRequested: false,
  isReadReceiptRequested: false,
  inferenceClassification: 'focused',
});

/** How every immutable id begins, and no other. */
const IMMUTABLE = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0';

/** An id that stays when the message moves within its mailbox. */
export function immutableIdOf({ firstId, id }: StoredMessage): string {
  return (
    IMMUTABLE +
    createHash('sha256')
      .update(firstId ?? id)
      .digest('base64url')
  );
}

/** Every mail of a mailbox is asked: only for an id that could be one is the hash worth it. */
export const hasId = (message: StoredMessage, id: string): boolean =>
  (id.startsWith(IMMUTABLE) ? immutableIdOf(message) : message.id) === id;

export const recipientsOf = (message: MessageContent): Recipient[] => [
  ...message.toRecipients,
  ...message.ccRecipients,
  ...message.bccRecipients,
];

/** The value by which the sender's application finds its message again. */
export const keyOf = (message: MessageContent): string =>
  message.extendedProperties[0]?.value ?? '';
