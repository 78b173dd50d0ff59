import { GraphError } from './graph-error';
import { recipientsOf, type MessageContent } from './stored-message';

const ADDRESS = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/;

/** Refuses to send to nobody or to what is no address. */
export function requireRecipients(message: MessageContent): void {
  const refuse = (why: string) =>
    new GraphError(400, 'ErrorInvalidRecipients', `At least one recipient is not valid., ${why}`);
  const recipients = recipientsOf(message);
  if (recipients.length === 0) {
    throw refuse("A message can't be sent because it contains no recipients.");
  }
  for (const { emailAddress } of recipients) {
    if (!ADDRESS.test(emailAddress.address)) {
      throw refuse(
        `Recipient '${emailAddress.address}' is not resolved. All recipients must be resolved before a message can be submitted.`,
      );
    }
  }
}
