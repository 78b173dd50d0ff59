import { PERSONAS } from '../kit/people';
import { keyOf, type Folder, type StoredMessage } from './stored-message';
import { textPartOf } from './text-part';

/** One line of the mailbox list: a person's inbox, or a folder of the sending mailbox. */
export interface MailboxLine {
  address: string;
  folder: Folder;
  title: string;
  detail: string;
  total: number;
  unread: number;
}

export function inFolder(
  messages: StoredMessage[],
  address: string,
  folder: Folder,
): StoredMessage[] {
  return messages
    .filter((message) => message.mailbox === address && message.folder === folder)
    .reverse();
}

/** The people first, then other addresses that got mail, then the folders of the sender. */
export function mailboxLines(messages: StoredMessage[], sender: string): MailboxLine[] {
  const lineOf = (address: string, folder: Folder, title: string, detail: string) => {
    const held = inFolder(messages, address, folder);
    const unread = held.filter((message) => !message.isRead).length;
    return { address, folder, title, detail, total: held.length, unread };
  };
  const people = PERSONAS.map(({ name, email }) => lineOf(email, 'inbox', name, email));
  const known = new Set([sender, ...PERSONAS.map((persona) => persona.email)]);
  const others = [...new Set(messages.map((message) => message.mailbox))]
    .filter((address) => !known.has(address))
    .sort()
    .map((address) => lineOf(address, 'inbox', address, 'another address'));
  return [
    ...people,
    ...others,
    lineOf(sender, 'sentitems', 'Sent', sender),
    lineOf(sender, 'drafts', 'Drafts', sender),
    lineOf(sender, 'inbox', 'Replies and bounces', sender),
  ];
}

const addressList = (recipients: StoredMessage['toRecipients']) =>
  recipients
    .map(({ emailAddress: { name, address } }) =>
      name === undefined || name === address ? address : `${name} <${address}>`,
    )
    .join(', ');

/** The head of a mail, in the order a reader expects; empty lines left out. */
export function headersOf(message: StoredMessage): { name: string; value: string }[] {
  const headers = [
    { name: 'From', value: addressList([message.from]) },
    { name: 'To', value: addressList(message.toRecipients) },
    { name: 'Cc', value: addressList(message.ccRecipients) },
    { name: 'Reply-To', value: addressList(message.replyTo) },
    { name: 'Subject', value: message.subject },
    { name: 'Date', value: new Date(message.sentAt).toUTCString() },
    { name: 'Message-ID', value: message.internetMessageId },
    ...(message.importance === 'normal' ? [] : [{ name: 'Importance', value: message.importance }]),
    ...message.internetMessageHeaders,
  ];
  return headers.filter(({ value }) => value !== '');
}

/** A mail as tests read it. */
export function toReport(message: StoredMessage) {
  const { text, isMade } = textPartOf(message);
  return {
    id: message.id,
    key: keyOf(message),
    mailbox: message.mailbox,
    folder: message.folder,
    from: message.from.emailAddress.address,
    to: message.toRecipients.map(({ emailAddress }) => emailAddress.address),
    subject: message.subject,
    headers: Object.fromEntries(
      headersOf(message).map(({ name, value }) => [name.toLowerCase(), value]),
    ),
    html: message.body.contentType === 'html' ? message.body.content : null,
    text,
    /** Whether the mailbox made the text from the HTML, for want of one sent. */
    isTextMade: isMade,
    extendedProperties: message.extendedProperties,
    attachments: message.attachments.map(({ name, contentType, sizeBytes }) => ({
      name,
      contentType,
      sizeBytes,
    })),
    isRead: message.isRead,
    sentAt: message.sentAt,
    receivedAt: message.receivedAt,
  };
}
