import PostalMime from 'postal-mime';
import { GraphError } from './graph-error';
import type { MessageContent, Recipient } from './stored-message';

/** Headers a message has properties for; the others are its internet message headers. */
const PROPERTIES = [
  'from',
  'sender',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'importance',
];

const FIELD = /^[!-9;-~]+[ \t]*:/;
const CONTINUATION = /^[ \t]/;

/** Graph has one answer for bad base64 and for what it holds when that is no MIME. */
const invalid = () =>
  new GraphError(
    400,
    'ErrorMimeContentInvalidBase64String',
    'Invalid base64 string for MIME content.',
  );

/** Strict where Node forgives: no other alphabet, no stray end; line breaks are allowed. */
function decode(input: unknown): Buffer {
  const text = typeof input === 'string' ? input.replace(/\s+/g, '') : '';
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw invalid();
  return Buffer.from(text, 'base64');
}

/** The parser takes any text for a mail; a mail begins with header fields and nothing else. */
function requireHeaders(mime: Buffer): void {
  const [head = ''] = mime.toString('latin1').split(/\r?\n\r?\n/, 1);
  const lines = head.split(/\r?\n/);
  const isHead = lines.every(
    (line, index) => FIELD.test(line) || (index > 0 && CONTINUATION.test(line)),
  );
  if (!isHead) throw invalid();
}

function recipientsIn(addresses: PostalMime.Address[] = []): Recipient[] {
  return addresses
    .flatMap((address) => address.group ?? [address])
    .map(({ name, address }) => ({
      emailAddress: { ...(name === '' ? {} : { name }), address },
    }));
}

function importanceIn(headers: PostalMime.Header[]): MessageContent['importance'] {
  const value = headers
    .find(({ key }) => key === 'importance')
    ?.value.trim()
    .toLowerCase();
  return value === 'low' || value === 'high' ? value : 'normal';
}

/** Line ends at the end of a part belong to the boundary or to nobody. */
const withoutEnd = (text: string) => text.replaceAll('\r\n', '\n').replace(/\n+$/, '');

function bodyIn({ html, text }: PostalMime.Email): Pick<MessageContent, 'body' | 'textPart'> {
  if (html === undefined) {
    return { body: { contentType: 'text', content: withoutEnd(text ?? '') } };
  }
  const body = { contentType: 'html' as const, content: withoutEnd(html) };
  return text === undefined ? { body } : { body, textPart: withoutEnd(text) };
}

const sizeOf = ({ content }: PostalMime.Attachment) =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;

async function read(mime: Buffer): Promise<PostalMime.Email> {
  const mail = await PostalMime.parse(mime).catch(() => {
    throw invalid();
  });
  const isParted = mail.headers.some(
    ({ key, value }) => key === 'content-type' && /^\s*multipart\//i.test(value),
  );
  const isEmpty =
    mail.text === undefined && mail.html === undefined && mail.attachments.length === 0;
  if (isParted && isEmpty) throw invalid();
  return mail;
}

/** Reads a mail an application wrote as MIME in base64; what cannot be read is refused. */
export async function parseMime(input: unknown): Promise<Partial<MessageContent>> {
  const mime = decode(input);
  requireHeaders(mime);
  const mail = await read(mime);
  const [from] = recipientsIn(mail.from === undefined ? [] : [mail.from]);
  return {
    mime: mime.toString('base64'),
    ...(from === undefined ? {} : { from }),
    ...(mail.messageId === undefined ? {} : { internetMessageId: mail.messageId }),
    subject: mail.subject ?? '',
    ...bodyIn(mail),
    toRecipients: recipientsIn(mail.to),
    ccRecipients: recipientsIn(mail.cc),
    bccRecipients: recipientsIn(mail.bcc),
    replyTo: recipientsIn(mail.replyTo),
    importance: importanceIn(mail.headers),
    internetMessageHeaders: mail.headers
      .filter(({ key }) => !PROPERTIES.includes(key))
      .map(({ originalKey, value }) => ({
        name: originalKey,
        value: PostalMime.decodeWords(value),
      })),
    attachments: mail.attachments
      .filter(({ related }) => related !== true)
      .map((file) => ({
        name: file.filename ?? '',
        contentType: file.mimeType,
        sizeBytes: sizeOf(file),
      })),
  };
}
