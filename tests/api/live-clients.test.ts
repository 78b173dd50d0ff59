import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createLive, type Live, type LiveParts } from '../../src/api/live';
import type { FeedCursor, FeedHint } from '../../src/adapters/postgres/read-feed';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const hint = (id: number, padding = ''): FeedHint => ({
  cursor: { generation: 1, xid: '10', id: String(id) },
  orderNumber: `CO-2026-${String(id).padStart(6, '0')}${padding}`,
  version: 1,
  status: 'draft',
});

const isBehind = (row: FeedHint, after: FeedCursor) => Number(row.cursor.id) > Number(after.id);

/** A feed in memory whose first read is answered late, with what was there when it was asked. */
function feedOf(rows: FeedHint[], whileReading: () => void = () => undefined): LiveParts {
  let reads = 0;
  return {
    async readFeed(after) {
      const found = rows.filter((row) => isBehind(row, after));
      if ((reads += 1) === 1) whileReading();
      await pause(5);
      return found;
    },
    readFeedEnd: () => Promise.resolve((rows.at(-1) ?? hint(0)).cursor),
    onError: (error) => {
      throw error;
    },
    timing: { heartbeatMs: 30, lookAgainMs: 10 },
  };
}

const open: { server: Server; live: Live }[] = [];
afterEach(async () => {
  for (const { server, live } of open.splice(0)) {
    live.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(parts: LiveParts, isWelcome = () => Promise.resolve(true)): Promise<number> {
  const live = createLive(parts);
  const app = express();
  app.get('/', (asked, response, next) => {
    live.attach(response, asked.get('last-event-id'), isWelcome).catch(next);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ server, live });
  return (server.address() as AddressInfo).port;
}

const listen = (port: number, headers: Record<string, string> = {}) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers }, resolve).once('error', reject).end();
  });

test('a new process tells a browser that comes back what is recorded meanwhile', async () => {
  const rows = [hint(1), hint(2)];
  const parts = feedOf(rows, () => rows.push(hint(3)));
  const stream = await listen(await serve(parts), { 'last-event-id': '1.10.2' });
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  for (let turn = 0; turn < 100 && !text.includes('CO-2026-000003'); turn += 1) await pause(10);
  expect(text).toContain('CO-2026-000003');
  expect(text).not.toContain('CO-2026-000002');
});

test('ends the stream of somebody who lost the right to it', async () => {
  let isMember = true;
  const stream = await listen(await serve(feedOf([]), () => Promise.resolve(isMember)));
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise((resolve) => stream.once('end', resolve));
  while (!text.includes(': still here')) await pause(10);
  isMember = false;
  await ended;
});

test('keeps the stream while nobody can say whether the right still holds', async () => {
  const stream = await listen(
    await serve(feedOf([]), () => Promise.reject(new Error('no database'))),
  );
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  while (!text.includes(': still here')) await pause(10);
  expect(stream.complete).toBe(false);
});

test('drops a browser that does not read', async () => {
  const rows = [hint(1)];
  const stream = await listen(await serve(feedOf(rows)));
  stream.pause();
  stream.on('error', () => undefined);
  const connected = () =>
    new Promise<number>((resolve) => {
      open[0]?.server.getConnections((_error, count) => {
        resolve(count);
      });
    });
  expect(await connected()).toBe(1);
  for (let id = 2; id < 600 && (await connected()) > 0; id += 1) {
    rows.push(hint(id, 'x'.repeat(100_000)));
    await pause(5);
  }
  expect(await connected()).toBe(0);
});
