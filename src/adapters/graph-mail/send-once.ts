import type { Mail } from '../../ports/mail';
import type { GraphCalls } from './create-graph-calls';
import { findMessages } from './find-messages';
import type { GraphMailTools } from './graph-mail-settings';
import { retryLater } from './graph-trouble';
import { toMessage } from './to-message';

/**
 * Find, draft, find, send the first draft, find. Whatever breaks, the next call begins by finding
 * what the last one left: nothing, a draft, or a sent mail. A draft leaves the drafts when it is
 * sent, so sending the same one twice sends it once.
 */
export async function sendOnce(call: GraphCalls, mail: Mail, tools: GraphMailTools): Promise<void> {
  const message = toMessage(mail);
  let found = await findMessages(call, mail.key);
  if (found.isSent) return;
  if (found.drafts.length === 0) {
    await call({ path: '/messages', post: message });
    tools.crashPoints.reached('mail.draft', mail.orderNumber);
    found = await findMessages(call, mail.key);
    if (found.isSent) return;
  }
  const [first, ...others] = found.drafts;
  if (first === undefined) throw retryLater('The draft is not in the mailbox yet.', 5_000);

  await call({ path: `/messages/${encodeURIComponent(first)}/send`, post: null });
  tools.crashPoints.reached('mail.send', mail.orderNumber);
  const after = await findMessages(call, mail.key);
  if (!after.isSent && after.drafts.includes(first)) {
    throw retryLater('The mail was accepted but is still a draft.', 5_000);
  }
  for (const id of others) {
    // A person who finds a second draft would send it. It may be gone already.
    await call({ path: `/messages/${encodeURIComponent(id)}`, remove: true }).catch(() => null);
  }
}
