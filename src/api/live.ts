import type { Response } from 'express';
import type { FeedCursor, FeedHint } from '../adapters/postgres/read-feed';
import type { LiveHint } from './answers';

/** One reader of the feed for all browsers: whoever is connected gets every hint. */
export interface Live {
  /** Streams hints to this response until it closes, from a cursor or from now. */
  attach(response: Response, lastEventId: string | undefined): Promise<void>;
  /** Something was recorded: look. */
  wake(): void;
  close(): void;
}

export interface LiveParts {
  readFeed(after: FeedCursor): Promise<FeedHint[]>;
  readFeedEnd(): Promise<FeedCursor>;
  onError(error: unknown): void;
}

const HEARTBEAT_MS = 20_000;
// A wake can come before older transactions have ended; a look after a moment catches them up.
const LOOK_AGAIN_MS = 500;
const MOST_BEHIND = 1_000_000;

const toId = (cursor: FeedCursor) => `${cursor.generation}.${cursor.xid}.${cursor.id}`;

function parseId(text: string | undefined): FeedCursor | undefined {
  const [generation, xid, id, ...rest] = (text ?? '').split('.');
  const isNumber = (part: string | undefined) => /^\d{1,19}$/u.test(part ?? '');
  if (!isNumber(generation) || !isNumber(xid) || !isNumber(id) || rest.length > 0) return undefined;
  return { generation: Number(generation), xid: xid ?? '0', id: id ?? '0' };
}

function toFrame({ cursor, orderNumber, version, status }: FeedHint): string {
  const hint: LiveHint = { order: orderNumber, version, status };
  return `id: ${toId(cursor)}\ndata: ${JSON.stringify(hint)}\n\n`;
}

export function createLive(parts: LiveParts): Live {
  const clients = new Set<Response>();
  let cursor: FeedCursor | undefined;
  let reading: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const send = (client: Response, text: string) => {
    // A browser that does not read is dropped; it comes back with its last id.
    if (client.writableLength > MOST_BEHIND) client.destroy();
    else client.write(text);
  };
  const readOn = async () => {
    cursor ??= await parts.readFeedEnd();
    for (;;) {
      const hints = await parts.readFeed(cursor);
      if (hints.length === 0) return;
      cursor = hints.at(-1)?.cursor ?? cursor;
      const text = hints.map(toFrame).join('');
      for (const client of clients) send(client, text);
    }
  };
  const wake = () => {
    again = true;
    reading ??= (async () => {
      while (again) {
        again = false;
        await readOn();
      }
    })()
      .catch(parts.onError)
      .finally(() => {
        reading = undefined;
        clearTimeout(timer);
        if (clients.size > 0) timer = setTimeout(wake, LOOK_AGAIN_MS);
      });
  };
  const heartbeat = setInterval(() => {
    for (const client of clients) send(client, ': still here\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    async attach(response, lastEventId) {
      cursor ??= await parts.readFeedEnd();
      response.status(200).set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      let from = parseId(lastEventId) ?? cursor;
      response.write(`retry: 2000\nid: ${toId(from)}\n\n`);
      for (;;) {
        const missed = await parts.readFeed(from);
        if (missed.length === 0) break;
        from = missed.at(-1)?.cursor ?? from;
        response.write(missed.map(toFrame).join(''));
      }
      clients.add(response);
      response.once('close', () => clients.delete(response));
      wake();
    },
    wake,
    close() {
      clearInterval(heartbeat);
      clearTimeout(timer);
      for (const client of clients) client.end();
      clients.clear();
    },
  };
}
