import type { Response } from 'express';
import type { FeedCursor, FeedHint } from '../adapters/postgres/read-feed';
import type { LiveHint } from './answers';

/** One reader of the feed for all browsers: whoever is connected gets every hint. */
export interface Live {
  /** Streams hints to this response until it closes, from a cursor or from now. */
  attach: (
    response: Response,
    lastEventId: string | undefined,
    isWelcome: () => Promise<boolean>,
  ) => Promise<void>;
  /** An event id to listen from: whatever is not in a snapshot taken after this comes behind it. */
  readEnd: () => Promise<string>;
  /** Something was recorded: look. */
  wake: () => void;
  close: () => void;
}

export interface LiveParts {
  readFeed: (after: FeedCursor) => Promise<FeedHint[]>;
  readFeedEnd: () => Promise<FeedCursor>;
  onError: (error: unknown) => void;
  timing?: { heartbeatMs: number; lookAgainMs: number };
}

interface Client {
  response: Response;
  /** Everything up to here has been sent. */
  sent: FeedCursor;
  isWelcome: () => Promise<boolean>;
  /** When it must come back and prove itself anew, as a token would have to. */
  endsAtMs: number;
}

// A wake can come before older transactions have ended; a look after a moment catches them up.
const TIMING = { heartbeatMs: 20_000, lookAgainMs: 500 };
const MOST_BEHIND = 1_000_000;
const LONGEST_MS = 3_600_000;

const toId = (cursor: FeedCursor) => `${cursor.generation}.${cursor.xid}.${cursor.id}`;

function parseId(text: string | undefined): FeedCursor | undefined {
  const [, generation, xid = '', id = ''] =
    /^(\d{1,9})\.(\d{1,18})\.(\d{1,19})$/u.exec(text ?? '') ?? [];
  if (generation === undefined || BigInt(id) > 9_223_372_036_854_775_807n) return undefined;
  return { generation: Number(generation), xid, id };
}

/** Whether one place in the feed lies behind another. */
function isAfter(one: FeedCursor, other: FeedCursor): boolean {
  if (one.generation !== other.generation) return one.generation > other.generation;
  if (one.xid !== other.xid) return BigInt(one.xid) > BigInt(other.xid);
  return BigInt(one.id) > BigInt(other.id);
}

function toFrame({ cursor, orderNumber, version, status }: FeedHint): string {
  const hint: LiveHint = { order: orderNumber, version, status };
  return `id: ${toId(cursor)}\ndata: ${JSON.stringify(hint)}\n\n`;
}

export function createLive(parts: LiveParts): Live {
  const { heartbeatMs, lookAgainMs } = parts.timing ?? TIMING;
  const clients = new Set<Client>();
  let cursor: FeedCursor | undefined;
  let reading: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const send = ({ response }: Client, text: string) => {
    // A browser that does not read is dropped; it comes back with its last id.
    if (response.writableLength > MOST_BEHIND) response.destroy();
    else response.write(text);
  };
  const sendNew = (client: Client, hints: readonly FeedHint[]) => {
    const news = hints.filter((hint) => isAfter(hint.cursor, client.sent));
    client.sent = news.at(-1)?.cursor ?? client.sent;
    if (news.length > 0) send(client, news.map(toFrame).join(''));
  };
  const begin = async (): Promise<FeedCursor> => {
    if (cursor !== undefined) return cursor;
    const end = await parts.readFeedEnd();
    // Of several that asked at one moment the first answer counts: a later one would skip rows.
    return (cursor ??= end);
  };
  const readOn = async () => {
    for (;;) {
      const hints = await parts.readFeed(await begin());
      if (hints.length === 0) return;
      cursor = hints.at(-1)?.cursor ?? cursor;
      for (const client of clients) sendNew(client, hints);
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
        if (clients.size > 0) timer = setTimeout(wake, lookAgainMs);
      });
  };
  const beat = async (client: Client) => {
    const welcome = await client.isWelcome().catch(() => true);
    if (welcome && Date.now() < client.endsAtMs) send(client, ': still here\n\n');
    else client.response.end();
  };
  const heartbeat = setInterval(() => {
    for (const client of clients) beat(client).catch(parts.onError);
  }, heartbeatMs);
  heartbeat.unref();

  /** Sends what was missed; done once the client stands where everybody stands. */
  const catchUp = async (client: Client) => {
    while (!client.response.destroyed) {
      const before = cursor;
      const missed = await parts.readFeed(client.sent);
      sendNew(client, missed);
      // Had others been told more while this one read, the cursor would have moved.
      if (missed.length === 0 && cursor === before) return;
    }
  };

  return {
    async attach(response, lastEventId, isWelcome) {
      // Also before a client that brings its own place: what is recorded from here on reaches all.
      const end = await begin();
      const asked = parseId(lastEventId);
      // A place ahead of ours is of another database: waiting for it to come would be silence.
      const sent = asked === undefined || isAfter(asked, end) ? end : asked;
      const client = { response, sent, isWelcome, endsAtMs: Date.now() + LONGEST_MS };
      response.status(200).set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      response.write(`retry: 2000\nid: ${toId(sent)}\n\n`);
      await catchUp(client);
      if (response.destroyed) return;
      clients.add(client);
      response.once('close', () => clients.delete(client));
      wake();
    },
    async readEnd() {
      return toId(await parts.readFeedEnd());
    },
    wake,
    close() {
      clearInterval(heartbeat);
      clearTimeout(timer);
      for (const { response } of clients) response.end();
      clients.clear();
    },
  };
}
