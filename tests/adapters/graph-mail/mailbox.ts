import { readMime } from './read-mime';
import type { Answer, SeenCall } from './scripted-graph';

interface Message {
  id: string;
  isDraft: boolean;
  internetMessageId: string;
  subject: string;
  lastModifiedDateTime: string;
  singleValueExtendedProperties: { id: string; value: string }[];
}

export interface Mailbox {
  messages: Message[];
  /** Subjects of drafts, and of what was sent. */
  drafts(): string[];
  sent(): string[];
  answer(call: SeenCall): Answer;
}

const NOT_FOUND: Answer = { status: 404, json: { error: { code: 'ErrorItemNotFound' } } };

/**
 * A mailbox that remembers: drafts from MIME, properties set later, ids that change on sending.
 * Every change comes a second after the one before.
 */
export function aMailbox({ keepsMessageIds }: { keepsMessageIds: boolean }): Mailbox {
  const messages: Message[] = [];
  let changes = 0;
  const now = () => new Date(Date.UTC(2026, 2, 1, 8, 0, (changes += 1))).toISOString();
  const subjects = (isDraft: boolean) =>
    messages.filter((each) => each.isDraft === isDraft).map((each) => each.subject);

  const draft = (mime: string): Answer => {
    const { headers } = readMime(mime);
    const id = `draft-${changes}`;
    const made: Message = {
      id,
      isDraft: true,
      internetMessageId: (keepsMessageIds && headers['message-id']) || `<${id}@outlook.example>`,
      subject: headers['subject'] ?? '',
      lastModifiedDateTime: now(),
      singleValueExtendedProperties: [],
    };
    messages.push(made);
    return { status: 201, json: { ...made } };
  };

  const find = (filter: string): Answer => {
    const messageId = /^internetMessageId eq '(.*)'$/.exec(filter)?.[1];
    const key = /ep\/value eq '(.*)'\)$/.exec(filter)?.[1];
    const value = messages.filter((each) =>
      messageId === undefined
        ? each.singleValueExtendedProperties.some((property) => property.value === key)
        : each.internetMessageId === messageId,
    );
    return { json: { value: structuredClone(value) } };
  };

  return {
    messages,
    drafts: () => subjects(true),
    sent: () => subjects(false),
    answer(call) {
      const [, id, action] = call.path.split('/messages')[1]?.split('/') ?? [];
      if (call.method === 'GET') return find(call.query.get('$filter') ?? '');
      if (id === undefined) return draft(call.body);
      const message = messages.find((each) => each.id === id && each.isDraft);
      if (message === undefined) return NOT_FOUND;
      if (call.method === 'DELETE') {
        messages.splice(messages.indexOf(message), 1);
        return { status: 204, text: '' };
      }
      const change =
        action === 'send'
          ? { isDraft: false, id: `sent-${changes}` }
          : (JSON.parse(call.body) as Partial<Message>);
      Object.assign(message, change, { lastModifiedDateTime: now() });
      return action === 'send' ? { status: 202, text: '' } : { json: message };
    },
  };
}
