import type { CrashPoints } from '../../ports/crash-points';
import type { Mail } from '../../ports/mail';
import type { GraphCalls } from './create-graph-calls';
import { findLeftDrafts } from './find-left-drafts';
import { findMessages } from './find-messages';
import { retryLater } from './graph-trouble';
import { KEY_PROPERTY, messageIdOf } from './mail-key';
import { toMime } from './to-mime';

interface Sender {
  mailbox: string;
  crashPoints: CrashPoints;
}

/**
 * Find, draft, set the key, find, send the first draft, find. Whatever breaks, the next call begins
 * by finding what the last one left: nothing, a draft, or a sent mail. A draft leaves the drafts
 * when it is sent, so sending the same one twice sends it once.
 *
 * MIME has no place for the key, so a draft is without it for a moment. What is left then is never
 * sent as it is: the next call gives it the key, if the mailbox kept the Message-ID we chose; else
 * it makes another draft, and the first stays in the drafts unsent. So does one whose creation
 * comes through only after the mail was sent.
 */
export async function sendOnce(call: GraphCalls, mail: Mail, sender: Sender): Promise<void> {
  const mime = await toMime(mail, sender.mailbox);
  let found = await findMessages(call, mail.key);
  if (found.isSent) return removeAll(call, found.drafts);
  if (found.drafts.length === 0) {
    const left = await findLeftDrafts(call, messageIdOf(mail.key, sender.mailbox));
    for (const id of left.length > 0 ? left : [await draft(call, mime, mail, sender)]) {
      await setKey(call, id, mail.key);
    }
    found = await findMessages(call, mail.key);
    if (found.isSent) return removeAll(call, found.drafts);
  }
  const [first, ...others] = found.drafts;
  if (first === undefined) throw retryLater('The draft is not in the mailbox yet.', 5_000);

  await call({ path: `${pathOf(first)}/send`, post: null });
  sender.crashPoints.reached('mail.send', mail.orderNumber);
  const after = await findMessages(call, mail.key);
  if (!after.isSent && after.drafts.includes(first)) {
    throw retryLater('The mail was accepted but is still a draft.', 5_000);
  }
  await removeAll(call, others);
}

async function draft(call: GraphCalls, mime: string, mail: Mail, sender: Sender): Promise<string> {
  const made = (await call({ path: '/messages', mime })) as { id?: unknown } | null;
  if (typeof made?.id !== 'string') throw retryLater('Graph did not name its draft.');
  sender.crashPoints.reached('mail.draft', mail.orderNumber);
  return made.id;
}

async function setKey(call: GraphCalls, id: string, key: string): Promise<void> {
  const property = { id: KEY_PROPERTY, value: key };
  await call({ path: pathOf(id), patch: { singleValueExtendedProperties: [property] } });
}

/** Whoever finds a second draft, a person too, would send it. It may be gone already. */
async function removeAll(call: GraphCalls, ids: string[]): Promise<void> {
  for (const id of ids) await call({ path: pathOf(id), remove: true }).catch(() => null);
}

const pathOf = (id: string) => `/messages/${encodeURIComponent(id)}`;
