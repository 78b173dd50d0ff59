import type { Mail } from '../../ports/mail';
import { refused } from './graph-trouble';

/** Holds our key with the message, in the draft and in what was sent. Fixed for ever. */
export const KEY_PROPERTY = 'String {8d1f5c3e-7a42-4b0f-9c66-2e5b7d90a1f4} Name CircuitOrdersKey';

/**
 * The mail as Graph takes it. A message there has one body; from HTML the mailbox derives the
 * plain text part itself.
 */
export function toMessage(mail: Mail): object {
  return {
    subject: oneLine(mail.subject),
    body: { contentType: 'html', content: mail.html },
    toRecipients: [
      { emailAddress: { name: oneLine(mail.to.name), address: parseAddress(mail.to.email) } },
    ],
    singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: parseKey(mail.key) }],
  };
}

/** A key that can stand in a filter; it is ours, so another one is a fault of this program. */
export function parseKey(key: string): string {
  if (!/^[\x20-\x7e]{1,200}$/.test(key)) throw refused('The key of a mail is printable text.');
  return key;
}

/** One address and nothing that could begin another one, or another header. */
export function parseAddress(email: string): string {
  if (!/^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}]{1,255}$/u.test(email)) {
    throw refused('The recipient has no usable address.');
  }
  return email;
}

/** Header text: line breaks and other control characters become single spaces. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
