import { createHash } from 'node:crypto';
import type { Attachment, Recipient, StoredMessage } from './stored-message';
import { textPartOf } from './text-part';

/** Bytes an encoded word may hold, so that its line stays within 78 characters. */
const WORD_BYTES = 42;
/** An address list breaks after each address, a text between its encoded words. */
const FOLD = '\r\n ';

/** Cuts between characters, never inside one. */
function inPieces(text: string): string[] {
  const pieces: string[] = [''];
  for (const character of text) {
    const last = pieces.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > WORD_BYTES) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
}

/** Anything but short plain ASCII is encoded: so no header can break out of its line. */
function encodeText(text: string): string {
  if (/^[\x20-\x7e]{0,60}$/.test(text) && !text.includes('=?')) return text;
  return inPieces(text)
    .map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`)
    .join(FOLD);
}

function encodeAddress({ emailAddress: { name, address } }: Recipient): string {
  if (name === undefined || name === address) return address;
  const isPlain = /^[\w !#$%&'*+/=?^`{|}~.,-]{1,40}$/.test(name) && !name.includes('=?');
  return isPlain ? `"${name}" <${address}>` : `${encodeText(name)}${FOLD}<${address}>`;
}

const inLines = (base64: string): string[] => base64.match(/.{1,76}/g) ?? [];

function part(type: string, content: string): string {
  return [
    `Content-Type: ${type}; charset="utf-8"`,
    'Content-Transfer-Encoding: base64',
    '',
    ...inLines(Buffer.from(content).toString('base64')),
    '',
  ].join('\r\n');
}

function file({ name, contentType, contentBytes = '' }: Attachment): string {
  // A type is a pair of words; anything else could end the header early.
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream';
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment;${FOLD}filename*=UTF-8''${encodeURIComponent(name)}`,
    'Content-Transfer-Encoding: base64',
    '',
    ...inLines(contentBytes),
    '',
  ].join('\r\n');
}

function boundaryOf(message: StoredMessage, level: number): string {
  const seed = createHash('sha256').update(message.internetMessageId).digest('hex');
  return `_00${level}_${seed.slice(0, 32)}_`;
}

function multipart(kind: string, boundary: string, parts: string[]): string {
  return [
    `Content-Type: multipart/${kind};${FOLD}boundary="${boundary}"`,
    '',
    ...parts.flatMap((each) => [`--${boundary}`, each]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function bodyOf(message: StoredMessage): string {
  const { text } = textPartOf(message);
  if (message.body.contentType === 'text') return part('text/plain', text);
  const parts = [part('text/plain', text), part('text/html', message.body.content)];
  return multipart('alternative', boundaryOf(message, 0), parts);
}

function content(message: StoredMessage): string {
  const files = message.attachments.filter(({ contentBytes }) => contentBytes !== undefined);
  if (files.length === 0) return bodyOf(message);
  return multipart('mixed', boundaryOf(message, 4), [bodyOf(message), ...files.map(file)]);
}

/** Headers that tell how the content is written, which is ours to say. */
const isOfContent = (name: string) => /^(?:content-|mime-version$)/i.test(name);

function write(message: StoredMessage): string {
  const addresses = (recipients: Recipient[]) => recipients.map(encodeAddress).join(`,${FOLD}`);
  const headers = [
    { name: 'From', value: encodeAddress(message.from) },
    { name: 'To', value: addresses(message.toRecipients) },
    { name: 'Cc', value: addresses(message.ccRecipients) },
    { name: 'Bcc', value: addresses(message.bccRecipients) },
    { name: 'Reply-To', value: addresses(message.replyTo) },
    { name: 'Subject', value: encodeText(message.subject) },
    { name: 'Date', value: new Date(message.sentAt).toUTCString().replace('GMT', '+0000') },
    { name: 'Message-ID', value: message.internetMessageId },
    { name: 'Importance', value: message.importance === 'normal' ? '' : message.importance },
    ...message.internetMessageHeaders
      .filter(({ name }) => !isOfContent(name))
      .map(({ name, value }) => ({ name, value: encodeText(value) })),
    { name: 'MIME-Version', value: '1.0' },
  ];
  const lines = headers
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}: ${value}`);
  return [...lines, content(message)].join('\r\n');
}

/** The MIME of a message: as it came, or written from what the message holds. */
export function toMime(message: StoredMessage): Buffer {
  return message.mime === undefined
    ? Buffer.from(write(message))
    : Buffer.from(message.mime, 'base64');
}
