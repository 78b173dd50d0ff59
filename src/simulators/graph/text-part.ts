import type { MessageContent } from './stored-message';
import { toPlainText } from './to-plain-text';

/** What a reader without HTML sees: the text as it was sent, or one made from the HTML. */
export function textPartOf(message: MessageContent): { text: string; isMade: boolean } {
  if (message.body.contentType === 'text') return { text: message.body.content, isMade: false };
  if (message.textPart !== undefined) return { text: message.textPart, isMade: false };
  return { text: toPlainText(message.body), isMade: true };
}
