import { GraphError } from './graph-error';
import { parseAttachments } from './parse-attachments';
import type { ExtendedProperty, Flag, MessageContent, Recipient } from './stored-message';
import { unwritableProperty } from './unwritable-property';

const invalid = (message: string) => new GraphError(400, 'RequestBodyRead', message);

const PROPERTY_ID =
  /^(String|Integer|Long|Boolean|SystemTime|Double|Guid|Binary) (?:\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\} (?:Name \S.*|Id 0x[0-9a-f]+)|0x[0-9a-f]{1,4})$/i;

function parseList(value: unknown, property: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(`The property '${property}' is a collection.`);
}

function parseRecipients(value: unknown, property: string): Recipient[] {
  return parseList(value, property).map((item) => parseRecipient(item, property));
}

function parseRecipient(value: unknown, property: string): Recipient {
  const email = (value as { emailAddress?: { name?: unknown; address?: unknown } } | null)
    ?.emailAddress;
  if (typeof email?.address !== 'string') {
    throw invalid(`A recipient in '${property}' has an emailAddress with an address.`);
  }
  const { name } = email;
  return {
    emailAddress: { ...(typeof name === 'string' ? { name } : {}), address: email.address },
  };
}

function parseFlag(value: unknown): Flag {
  const flag = value as Partial<Flag> | null;
  if (!['notFlagged', 'flagged', 'complete'].includes(String(flag?.flagStatus))) {
    throw invalid("The flag has a flagStatus 'notFlagged', 'flagged' or 'complete'.");
  }
  return flag as Flag;
}

function parseBoolean(value: unknown, property: string): boolean {
  if (typeof value === 'boolean') return value;
  throw invalid(`The property '${property}' is true or false.`);
}

function parseClassification(value: unknown): MessageContent['inferenceClassification'] {
  if (value === 'focused' || value === 'other') return value;
  throw invalid("The inferenceClassification is 'focused' or 'other'.");
}

function parseBody(value: unknown): MessageContent['body'] {
  const body = value as { contentType?: unknown; content?: unknown } | null;
  const contentType = String(body?.contentType).toLowerCase();
  if (typeof body?.content !== 'string' || !['html', 'text'].includes(contentType)) {
    throw invalid("The body has a contentType 'html' or 'text' and a content.");
  }
  return { contentType: contentType as 'html' | 'text', content: body.content };
}

function parseExtendedProperties(value: unknown): ExtendedProperty[] {
  const items = parseList(value, 'singleValueExtendedProperties') as Partial<ExtendedProperty>[];
  return items.map(({ id, value: text }) => {
    if (typeof id !== 'string' || !PROPERTY_ID.test(id) || typeof text !== 'string') {
      throw new GraphError(
        400,
        'ErrorInvalidProperty',
        `The extended property '${String(id)}' has no valid id and value.`,
      );
    }
    return { id, value: text };
  });
}

function parseHeaders(value: unknown): MessageContent['internetMessageHeaders'] {
  const headers = parseList(value, 'internetMessageHeaders').map((item) => {
    const header = (item ?? {}) as { name?: unknown; value?: unknown };
    if (typeof header.name === 'string' && typeof header.value === 'string') {
      return { name: header.name, value: header.value };
    }
    throw invalid('An internet message header has a name and a value.');
  });
  for (const { name } of headers) {
    if (!/^x-/i.test(name)) {
      throw new GraphError(
        400,
        'InvalidInternetMessageHeader',
        `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
      );
    }
  }
  if (headers.length > 5) {
    throw new GraphError(
      400,
      'InvalidInternetMessageHeaderCollection',
      'Maximum number of headers in one message should be less than or equal to 5.',
    );
  }
  return headers;
}

function parseImportance(value: unknown): MessageContent['importance'] {
  const importance = String(value).toLowerCase();
  if (importance === 'low' || importance === 'normal' || importance === 'high') return importance;
  throw invalid(`'${importance}' is no importance.`);
}

/** Reads what an application wrote on a message; a property Graph does not know is refused. */
export function parseMessage(input: unknown): Partial<MessageContent> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalid('The request body is not a message.');
  }
  const content: Partial<MessageContent> = {};
  for (const [name, value] of Object.entries(input)) {
    switch (name) {
      case 'subject':
        if (typeof value !== 'string') throw invalid('The subject is a string.');
        content.subject = value;
        break;
      case 'internetMessageId':
        if (typeof value !== 'string') throw invalid('The internetMessageId is a string.');
        content.internetMessageId = value;
        break;
      case 'body':
        content.body = parseBody(value);
        break;
      case 'toRecipients':
      case 'ccRecipients':
      case 'bccRecipients':
      case 'replyTo':
        content[name] = parseRecipients(value, name);
        break;
      case 'importance':
        content.importance = parseImportance(value);
        break;
      case 'categories':
        content.categories = parseList(value, name).map(String);
        break;
      case 'isRead':
        content.isRead = parseBoolean(value, name);
        break;
      case 'isDeliveryReceiptRequested':
      case 'isReadReceiptRequested':
        content[name] = parseBoolean(value, name);
        break;
      case 'from':
      case 'sender':
        content[name] = parseRecipient(value, name);
        break;
      case 'flag':
        content.flag = parseFlag(value);
        break;
      case 'inferenceClassification':
        content.inferenceClassification = parseClassification(value);
        break;
      case 'internetMessageHeaders':
        content.internetMessageHeaders = parseHeaders(value);
        break;
      case 'singleValueExtendedProperties':
        content.extendedProperties = parseExtendedProperties(value);
        break;
      case 'attachments':
        content.attachments = parseAttachments(parseList(value, name));
        break;
      case '@odata.type':
        break;
      default:
        throw unwritableProperty(name);
    }
  }
  return content;
}
