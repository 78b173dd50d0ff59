import type { Request } from 'express';
import { GraphError } from './graph-error';
import { parseMessage } from './parse-message';
import { parseMime } from './parse-mime';
import { isMime } from './request-keys';
import type { MessageContent } from './stored-message';

/** What an application sends at once, and whether a copy stays in Sent Items. */
export interface MailToSend {
  content: Partial<MessageContent>;
  keep: boolean;
}

/**
 * Reads a call of `sendMail`: MIME, or JSON whose two parameters the SDKs spell as the metadata
 * does, with capitals, and the documentation without.
 */
export async function parseSendMail(request: Request): Promise<MailToSend> {
  if (isMime(request)) return { content: await parseMime(request.body), keep: true };
  const body = (request.body ?? {}) as Record<string, unknown>;
  const content = parseMessage(body['message'] ?? body['Message']);
  return { content, keep: parseKeep(body['saveToSentItems'] ?? body['SaveToSentItems'] ?? true) };
}

/** The documentation's own examples send the word as text. */
function parseKeep(value: unknown): boolean {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === true || word === 'true') return true;
  if (word === false || word === 'false') return false;
  throw new GraphError(400, 'RequestBodyRead', "The parameter 'saveToSentItems' is a boolean.");
}
