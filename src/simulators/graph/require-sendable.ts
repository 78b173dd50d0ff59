import { GraphError } from './graph-error';
import { requireRecipients } from './require-recipients';
import type { MessageContent } from './stored-message';

/** Refuses what cannot be sent from a mailbox: to nobody, or in another name; a MIME can say any. */
export function requireSendable(mailbox: string, message: MessageContent): void {
  requireRecipients(message);
  const isOwn = [message.from, message.sender].every(
    (sender) => sender === undefined || sender.emailAddress.address.toLowerCase() === mailbox,
  );
  if (isOwn) return;
  throw new GraphError(
    403,
    'ErrorSendAsDenied',
    'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.',
  );
}
