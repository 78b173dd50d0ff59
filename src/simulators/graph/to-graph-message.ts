import type { Preferences } from './preferences';
import {
  FOLDERS,
  emptyContent,
  immutableIdOf,
  type Folder,
  type StoredMessage,
} from './stored-message';
import { textPartOf } from './text-part';
import { toPlainText } from './to-plain-text';

/** A message as Graph writes it. */
export type GraphMessage = Record<string, unknown>;

/** Graph stamps mail to the second, so two drafts of one second carry equal stamps. */
const toSecond = (iso: string) => `${iso.slice(0, 19)}Z`;

/** The id of a folder; Graph accepts the well-known name in its place. */
export const folderId = (folder: Folder) =>
  `AQMkADAwATM3${Buffer.from(folder).toString('base64url')}AAA=`;

export function folderOf(idOrName: string): Folder | undefined {
  return (Object.keys(FOLDERS) as Folder[]).find(
    (folder) => folder === idOrName.toLowerCase() || folderId(folder) === idOrName,
  );
}

export function toGraphMessage(stored: StoredMessage, wishes?: Preferences): GraphMessage {
  // Mail kept by an earlier version may lack what came later.
  const message = { ...emptyContent(), ...stored };
  const id = wishes?.hasImmutableIds === true ? immutableIdOf(message) : message.id;
  const changeKey = Buffer.from(`${message.id.slice(-12)}:${message.version}`).toString('base64');
  return {
    '@odata.etag': `W/"${changeKey}"`,
    id,
    createdDateTime: toSecond(message.createdAt),
    lastModifiedDateTime: toSecond(message.modifiedAt),
    changeKey,
    categories: message.categories,
    receivedDateTime: toSecond(message.receivedAt),
    sentDateTime: toSecond(message.sentAt),
    hasAttachments: message.attachments.length > 0,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    bodyPreview: toPlainText(message.body).slice(0, 255),
    importance: message.importance,
    parentFolderId: folderId(message.folder),
    conversationId: message.conversationId,
    isDeliveryReceiptRequested: message.isDeliveryReceiptRequested,
    isReadReceiptRequested: message.isReadReceiptRequested,
    isRead: message.isRead,
    isDraft: message.isDraft,
    webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(id)}&exvsurl=1&viewmodel=ReadMessageItem`,
    inferenceClassification: message.inferenceClassification,
    body:
      wishes?.hasTextBodies === true
        ? { contentType: 'text', content: textPartOf(message).text }
        : message.body,
    sender: message.sender ?? message.from,
    from: message.from,
    toRecipients: message.toRecipients,
    ccRecipients: message.ccRecipients,
    bccRecipients: message.bccRecipients,
    replyTo: message.replyTo,
    flag: message.flag,
  };
}

/** Follows a path such as `from/emailAddress/address`. */
export function propertyOf(message: GraphMessage, path: string): unknown {
  let value: unknown = message;
  for (const step of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}
