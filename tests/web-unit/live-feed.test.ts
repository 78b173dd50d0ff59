import type { LiveHint } from '../../src/api/answers';
import { createLiveFeed } from '../../src/web/live/live-feed';
import { createEventParser } from '../../src/web/live/parse-events';

test('reads events however the stream is cut', () => {
  const parse = createEventParser();
  expect(parse(': open\n\nid: 6\n\nid: 7\nda')).toEqual([{ id: '6', data: '' }]);
  expect(parse('ta: {"a":1}\n')).toEqual([]);
  expect(parse('\ndata: one\ndata: two\r\n\r\n: beat\n\n')).toEqual([
    { id: '7', data: '{"a":1}' },
    { id: '7', data: 'one\ntwo' },
  ]);
});

const HINT = { order: 'CO-2026-000412', version: 4, status: 'submitted' };
const timing = { silenceMs: 30, pollMs: 15, retryMs: 1 };
const encode = (text: string) => new TextEncoder().encode(text);

/** A feed whose connections the test answers; every connection is remembered with its headers. */
function follow(answer: (index: number) => Response | Promise<Response>) {
  const opened: Record<string, string>[] = [];
  const states: string[] = [];
  const hints: LiveHint[] = [];
  let polls = 0;
  const feed = createLiveFeed({
    timing,
    open: (headers, signal) => {
      opened.push(headers);
      const response = Promise.resolve(answer(opened.length - 1));
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
        void response.then(resolve, reject);
      });
    },
    onHints: (news) => hints.push(...news),
    onPoll: () => {
      polls += 1;
    },
    onState: (state) => states.push(state),
    onSignedOut: () => states.push('signed out'),
  });
  return { feed, opened, states, hints, polls: () => polls };
}

const until = async (claim: () => boolean) => {
  while (!claim()) await new Promise((resolve) => setTimeout(resolve, 2));
};
const streamOf = (...texts: string[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const text of texts) controller.enqueue(encode(text));
        controller.close();
      },
    }),
  );
const silent = () => new Response(new ReadableStream());
const open = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(encode(': open\n\n'));
      },
    }),
  );

test('passes hints on and resumes after the last one seen', async () => {
  const { feed, opened, hints, states } = follow((index) =>
    index === 0
      ? streamOf(': open\n\n', `id: 31\ndata: ${JSON.stringify(HINT)}\n\ndata: nonsense\n\n`)
      : silent(),
  );
  feed.start();
  await until(() => opened.length === 2);
  feed.stop();
  expect(hints).toEqual([HINT]);
  expect(opened[0]).not.toHaveProperty('last-event-id');
  expect(opened[1]).toMatchObject({ 'last-event-id': '31' });
  expect(states.slice(0, 2)).toEqual(['connecting', 'live']);
});

test('resumes where a stream began that ended before its first change', async () => {
  const { feed, opened } = follow((index) => (index === 0 ? streamOf('id: 31\n\n') : silent()));
  feed.start();
  await until(() => opened.length === 2);
  feed.stop();
  expect(opened[1]).toMatchObject({ 'last-event-id': '31' });
});

test('has pages ask again once a stream without a place runs: what they read may be older', async () => {
  const { feed, opened, polls } = follow((index) =>
    index === 0 ? streamOf('id: 31\n\n') : open(),
  );
  feed.start();
  await until(() => opened.length === 2);
  feed.stop();
  expect(polls()).toBe(1);
  const placed = follow(open);
  placed.feed.startFrom('30');
  await until(() => placed.states.includes('live'));
  placed.feed.stop();
  expect(placed.polls()).toBe(0);
});

test('begins where it is told to, and opens again if it began elsewhere', async () => {
  const { feed, opened } = follow(open);
  feed.startFrom('30');
  await until(() => opened.length === 1);
  feed.startFrom('29');
  await until(() => opened.length === 2);
  feed.stop();
  expect(opened.map((headers) => headers['last-event-id'])).toEqual(['30', '29']);
});

test('takes a stream that says nothing for too long for broken, never for live', async () => {
  const { feed, opened, states } = follow(silent);
  feed.start();
  await until(() => opened.length === 4);
  feed.stop();
  expect(states).not.toContain('live');
  expect(states).toContain('polling');
});

test('names a server that does not answer, keeps trying and is live again', async () => {
  const { feed, states, polls } = follow((index) =>
    index < 4 ? new Response(null, { status: 502 }) : open(),
  );
  feed.start();
  await until(() => states.at(-1) === 'live');
  feed.stop();
  expect(states).toContain('lost');
  expect(states).not.toContain('polling');
  // Two without a stream, one as it begins.
  expect(polls()).toBe(3);
});

test('sends a signed-out person to the sign-in', async () => {
  const { feed, states } = follow(() => new Response(null, { status: 401 }));
  feed.start();
  await until(() => states.includes('signed out'));
  feed.stop();
});
