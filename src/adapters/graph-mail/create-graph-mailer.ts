/**
 * Mail through Microsoft Graph, from one mailbox. Graph has no key that makes a send happen once;
 * a draft with our key in an extended property takes its place: it can be found, sent, and found
 * again as sent. `sendMail`, which leaves no such trace, is never used. Drafts are made from MIME,
 * the only form in which Graph takes both parts of a mail. The official client runs on our own
 * transport and retries nothing; `MailOutcome` says when to call again.
 */
import type { Mailer } from '../../ports/mail';
import { createGraphCalls } from './create-graph-calls';
import { checkAddresses, type GraphMailSettings, type GraphMailTools } from './graph-mail-settings';
import { GraphTrouble } from './graph-trouble';
import { sendOnce } from './send-once';

/** What a mailbox lets one application do at the same time. */
const PARALLEL = 4;

export function createGraphMailer(settings: GraphMailSettings, tools: GraphMailTools): Mailer {
  checkAddresses(settings);
  const call = createGraphCalls(settings);
  const waiting: (() => void)[] = [];
  let inside = 0;

  return {
    async send(mail) {
      if (inside < PARALLEL) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        await sendOnce(call, mail, { ...tools, mailbox: settings.mailbox });
        return { outcome: 'sent' };
      } catch (error) {
        if (error instanceof GraphTrouble) return error.failure;
        throw error;
      } finally {
        // The place goes to the next one, or is free again.
        const next = waiting.shift();
        if (next) next();
        else inside -= 1;
      }
    },
  };
}
