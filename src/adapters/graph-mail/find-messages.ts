import type { GraphCalls } from './create-graph-calls';
import { retryLater } from './graph-trouble';
import { KEY_PROPERTY, parseKey } from './mail-key';

/** What stands in the mailbox under one key. */
export interface Found {
  isSent: boolean;
  /** Ids of drafts, the one to send first. An id may change when it is sent. */
  drafts: string[];
}

interface Row {
  id: string;
  isDraft: boolean;
  lastModifiedDateTime: string;
}

export async function findMessages(call: GraphCalls, key: string): Promise<Found> {
  const text = parseKey(key).replaceAll("'", "''");
  const body = await call({
    path: '/messages',
    parameters: {
      $filter:
        `singleValueExtendedProperties/Any(ep: ep/id eq '${KEY_PROPERTY}' ` +
        `and ep/value eq '${text}')`,
      $expand: `singleValueExtendedProperties($filter=id eq '${KEY_PROPERTY}')`,
      $select: 'id,isDraft,lastModifiedDateTime',
      $top: '50',
    },
  });
  const rows = (body as { value?: unknown } | null)?.value;
  if (!Array.isArray(rows)) throw retryLater('Graph sent no list.');
  const messages = rows.map((row: unknown) => parseRow(row, key));
  return {
    isSent: messages.some((message) => !message.isDraft),
    // By when they got the key, so that none comes before one that somebody already saw first:
    // whoever else sends the same mail at this moment picks the same one.
    drafts: messages
      .filter((message) => message.isDraft)
      .sort((one, other) => (order(one) < order(other) ? -1 : 1))
      .map((message) => message.id),
  };
}

function order(row: Row): string {
  return `${row.lastModifiedDateTime} ${row.id}`;
}

/** Refuses a row under another key: a filter that was ignored would send somebody else's draft. */
function parseRow(row: unknown, key: string): Row {
  const { id, isDraft, lastModifiedDateTime, singleValueExtendedProperties } =
    row as Partial<Row> & {
      singleValueExtendedProperties?: { value?: unknown }[];
    };
  const hasKey = singleValueExtendedProperties?.some((property) => property.value === key);
  if (typeof id !== 'string' || typeof isDraft !== 'boolean' || hasKey !== true) {
    throw retryLater('Graph listed a message that was not asked for.');
  }
  return { id, isDraft, lastModifiedDateTime: lastModifiedDateTime ?? '' };
}
