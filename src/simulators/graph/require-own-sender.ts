import { GraphError } from './graph-error';
import type { StoredMessage } from './stored-message';

/** Refuses to send in the name of another mailbox; a MIME can say any. */
export function requireOwnSender(message: StoredMessage): void {
  if (message.from.emailAddress.address.toLowerCase() === message.mailbox) return;
  throw new GraphError(
    403,
    'ErrorSendAsDenied',
    'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.',
  );
}
