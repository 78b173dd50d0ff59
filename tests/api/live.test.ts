import { openApiStage, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

interface Frame {
  id: string;
  hint: { order: string; version: number; status: string } | null;
}

interface Stream {
  status: number;
  type: string;
  frames: Frame[];
  until(what: (frames: Frame[]) => boolean): Promise<void>;
  close(): void;
}

async function listen(headers: Record<string, string> = {}, who = 'vic'): Promise<Stream> {
  const cut = new AbortController();
  const response = await fetch(`${stage.origin}/api/events`, {
    headers: { authorization: `Bearer ${stage.token(who)}`, ...headers },
    signal: cut.signal,
  });
  const frames: Frame[] = [];
  void (async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString('utf8');
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      frames.push(...blocks.map(toFrame));
    }
  })().catch(() => undefined);
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    frames,
    async until(what) {
      for (let turn = 0; turn < 200 && !what(frames); turn += 1) await pause(20);
      expect(what(frames)).toBe(true);
    },
    close: () => {
      cut.abort();
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function toFrame(block: string): Frame {
  const id = /^id: (.*)$/mu.exec(block)?.[1] ?? '';
  const data = /^data: (.*)$/mu.exec(block)?.[1];
  return { id, hint: data === undefined ? null : (JSON.parse(data) as Frame['hint']) };
}

const speaksOf = (orderNumber: string) => (frames: Frame[]) =>
  frames.some(({ hint }) => hint?.order === orderNumber);

test('sends first bytes at once and a hint after a change', async () => {
  const stream = await listen();
  try {
    expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await stream.until((frames) => frames.length > 0 && frames[0]?.id !== '');
    const { orderNumber } = await stage.bench.draft();
    await stream.until(speaksOf(orderNumber));
    await stage.bench.act(orderNumber, 'cancel', 'sam', { reason: 'Not needed.' });
    await stream.until((frames) => frames.some(({ hint }) => hint?.status === 'cancelled'));
    const last = stream.frames.at(-1)?.hint;
    expect(Object.keys(last ?? {}).sort()).toEqual(['order', 'status', 'version']);
  } finally {
    stream.close();
  }
});

test('goes on after the last event a browser has seen', async () => {
  const first = await listen();
  await first.until((frames) => frames.length > 0);
  const before = await stage.bench.draft();
  await first.until(speaksOf(before.orderNumber));
  first.close();
  const missed = await stage.bench.draft();
  const second = await listen({ 'last-event-id': first.frames.at(-1)?.id ?? '' });
  try {
    await second.until(speaksOf(missed.orderNumber));
    expect(speaksOf(before.orderNumber)(second.frames)).toBe(false);
  } finally {
    second.close();
  }
});

test('misses nothing between a board and the stream that keeps it fresh', async () => {
  // Others listen already, so the feed's reader stands behind what happens next.
  const steady = await listen();
  const shown = await stage.bench.draft();
  await steady.until(speaksOf(shown.orderNumber));
  const { body } = await stage.call('vic', 'GET', '/api/board');
  const late = await stage.bench.draft();
  await steady.until(speaksOf(late.orderNumber));
  expect(JSON.stringify(body['columns'])).not.toContain(late.orderNumber);
  const stream = await listen({ 'last-event-id': String(body['events_from']) });
  try {
    await stream.until(speaksOf(late.orderNumber));
    expect(JSON.stringify(body['columns'])).toContain(shown.orderNumber);
  } finally {
    steady.close();
    stream.close();
  }
});

test('tells a newcomer nothing old', async () => {
  const earlier = await listen();
  const { orderNumber } = await stage.bench.draft();
  // Old is what others were told; a transaction elsewhere can hold that up for a while.
  await earlier.until(speaksOf(orderNumber));
  earlier.close();
  const stream = await listen();
  try {
    const next = await stage.bench.draft();
    await stream.until(speaksOf(next.orderNumber));
    expect(speaksOf(orderNumber)(stream.frames)).toBe(false);
  } finally {
    stream.close();
  }
});

test('tells everybody everything while browsers come and go', async () => {
  const steady = await listen();
  await steady.until((frames) => frames.length > 0);
  const guests: Stream[] = [];
  const numbers: string[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const [guest, order] = await Promise.all([listen(), stage.bench.draft()]);
    guests.push(guest);
    numbers.push(order.orderNumber);
    if (turn % 3 === 0) guests[0]?.close();
  }
  await steady.until((frames) => numbers.every((number) => speaksOf(number)(frames)));
  const last = guests.at(-1);
  const { orderNumber } = await stage.bench.draft();
  await last?.until(speaksOf(orderNumber));
  const ids = steady.frames.flatMap(({ id, hint }) => (hint === null ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
  steady.close();
  for (const guest of guests) guest.close();
});

// The last two lie ahead of everything recorded: of another database, or of this one before a restore.
test.each([
  ...['abc', '1.2', '99999999999.1.1', '1.1.99999999999999999999', '1.1.1.1', '-1.0.0'],
  ...['1.999999999999999999.1', '999999999.1.1'],
])('takes an event id nobody gave (%s) for none', async (id) => {
  const stream = await listen({ 'last-event-id': id });
  try {
    expect(stream.status).toBe(200);
    const { orderNumber } = await stage.bench.draft();
    await stream.until(speaksOf(orderNumber));
  } finally {
    stream.close();
  }
});

test('hears again after its database connection was cut', async () => {
  const stream = await listen();
  try {
    await stream.until((frames) => frames.length > 0);
    await stage.bench.app.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'LISTEN%' AND usename = current_user`,
      [],
    );
    const { orderNumber } = await stage.bench.draft();
    await stream.until(speaksOf(orderNumber));
  } finally {
    stream.close();
  }
});

test('ends for HEAD at once', async () => {
  const answer = await stage.call('vic', 'HEAD', '/api/events');
  expect(answer.status).toBeLessThan(500);
});

test('is closed to strangers', async () => {
  expect((await stage.call(null, 'GET', '/api/events')).status).toBe(401);
});
