import { createHash } from 'node:crypto';
import { refused } from './graph-trouble';

/** Holds our key with the message, in the draft and in what was sent. Fixed for ever. */
export const KEY_PROPERTY = 'String {8d1f5c3e-7a42-4b0f-9c66-2e5b7d90a1f4} Name CircuitOrdersKey';

/** A key that can stand in a filter; it is ours, so another one is a fault of this program. */
export function parseKey(key: string): string {
  if (!/^[\x20-\x7e]{1,200}$/.test(key)) throw refused('The key of a mail is printable text.');
  return key;
}

/**
 * The Message-ID of a mail, the same at every try. It finds a draft that did not get its key; the
 * mailbox may put another one in its place, so nothing else hangs on it.
 */
export function messageIdOf(key: string, mailbox: string): string {
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1);
  const digest = createHash('sha256').update(parseKey(key)).digest('hex').slice(0, 40);
  return `<circuit-orders.${digest}@${domain}>`;
}
