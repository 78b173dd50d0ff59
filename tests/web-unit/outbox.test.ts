import { createMemoryStore, type Entry, type Write } from '../../src/web/outbox/entry';
import { newKey } from '../../src/web/outbox/new-key';
import { createOutbox } from '../../src/web/outbox/outbox';
import { retryDelayMs } from '../../src/web/outbox/retry-delay';
import type { Try } from '../../src/web/outbox/sender';

const write = (order: string, kind = 'submit'): Write => ({
  ...{ order, kind, method: 'POST', path: `/api/orders/${order}/transitions` },
  ...{ body: {}, ifMatch: null },
});

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Try => ({
  settled: status !== 429 && status < 500,
  response: new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  }),
});
const lost: Try = { settled: false, response: null };

/** An outbox whose every try waits until the test answers it. */
function open(left: readonly Entry[] = []) {
  const tries: { entry: Entry; answer: (result: Try) => void }[] = [];
  const waits: number[] = [];
  const store = createMemoryStore();
  for (const entry of left) store.add(entry);
  const outbox = createOutbox({
    store: { ...store, open: () => left },
    sender: { send: (entry) => new Promise((answer) => tries.push({ entry, answer })) },
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    random: () => 1,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { outbox, tries, waits, settle };
}

test('sends the writes of one order one after the other', async () => {
  const { outbox, tries, settle } = open();
  const first = outbox.put(write('CO-1', 'save'));
  const second = outbox.put(write('CO-1', 'submit'));
  expect(tries.map((one) => one.entry.kind)).toEqual(['save']);
  tries[0]?.answer(answer(200, { ok: 1 }));
  expect(await first).toEqual({ kind: 'done', status: 200, answer: { ok: 1 } });
  await settle();
  expect(tries.map((one) => one.entry.kind)).toEqual(['save', 'submit']);
  tries[1]?.answer(answer(200));
  await second;
  expect(outbox.entries()).toEqual([]);
});

test('sends four orders at once and the fifth when one is through', async () => {
  const { outbox, tries, settle } = open();
  for (const order of ['CO-1', 'CO-2', 'CO-3', 'CO-4', 'CO-5']) void outbox.put(write(order));
  expect(tries).toHaveLength(4);
  tries[2]?.answer(answer(200));
  await settle();
  expect(tries.map((one) => one.entry.order)).toEqual(['CO-1', 'CO-2', 'CO-3', 'CO-4', 'CO-5']);
});

test('tries again with the same key after a lost answer, a busy server and a limit', async () => {
  const { outbox, tries, waits, settle } = open();
  const done = outbox.put(write('CO-1'));
  tries[0]?.answer(lost);
  await settle();
  expect(outbox.entries()).toMatchObject([{ state: 'sending', tries: 2 }]);
  tries[1]?.answer(answer(503));
  await settle();
  tries[2]?.answer(answer(429, {}, { 'retry-after': '7' }));
  await settle();
  tries[3]?.answer(answer(200));
  expect((await done).kind).toBe('done');
  expect(waits).toEqual([1000, 2000, 7000]);
  expect(new Set(tries.map((one) => one.entry.key)).size).toBe(1);
});

test('says it when the server keeps failing, and never gives up on the network', async () => {
  const { outbox, tries, settle } = open();
  const done = outbox.put(write('CO-1'));
  for (let index = 0; index < 12; index += 1) {
    tries[index]?.answer(lost);
    await settle();
  }
  for (let index = 12; index < 17; index += 1) {
    tries[index]?.answer(answer(500, { detail: 'Broken.' }));
    await settle();
  }
  expect(await done).toMatchObject({ kind: 'failed', problem: { detail: 'Broken.' } });
  expect(tries).toHaveLength(17);
});

test('gives a server that comes back busy after an outage its own patience', async () => {
  const { outbox, tries, settle } = open();
  const done = outbox.put(write('CO-1'));
  for (let index = 0; index < 6; index += 1) {
    tries[index]?.answer(lost);
    await settle();
  }
  tries[6]?.answer(answer(503));
  await settle();
  tries[7]?.answer(answer(200));
  expect((await done).kind).toBe('done');
});

test.each([
  [412, 'stale'],
  [409, 'conflict'],
  [422, 'refused'],
  [403, 'failed'],
])('calls an answer %i %s and keeps its problem', async (status, kind) => {
  const { outbox, tries } = open();
  const done = outbox.put(write('CO-1'));
  tries[0]?.answer(answer(status, { detail: 'Why.' }));
  expect(await done).toEqual({ kind, problem: { detail: 'Why.' } });
});

test('gives the same answer to whoever puts a request again that is queued', async () => {
  const { outbox, tries } = open();
  const puts = [
    outbox.put({ ...write('CO-1'), key: 'k' }),
    outbox.put({ ...write('CO-1'), key: 'k' }),
  ];
  expect(outbox.entries()).toHaveLength(1);
  tries[0]?.answer(answer(200, { ok: 1 }));
  const done = { kind: 'done', status: 200, answer: { ok: 1 } };
  expect(await Promise.all(puts)).toEqual([done, done]);
  expect(tries).toHaveLength(1);
});

test('says of what was left whether somebody on the page waits for it as well', async () => {
  const entry = (key: string): Entry => ({
    ...write(key),
    ...{ seq: 1, key, at: 0, tries: 0, state: 'queued' },
  });
  const left = [entry('one'), entry('other')];
  const { outbox, tries } = open(left);
  const ends = Promise.all(outbox.open('a person'));
  const again = outbox.put({ ...write('one'), key: 'one' });
  for (const one of tries) one.answer(answer(200));
  expect((await ends).map(({ isAwaited }) => isAwaited)).toEqual([true, false]);
  expect(await again).toMatchObject({ kind: 'done' });
});

test('forgets what is dropped and tries it no more', async () => {
  const { outbox, tries, settle } = open();
  void outbox.put(write('CO-1'));
  void outbox.put(write('CO-1', 'cancel'));
  outbox.drop();
  expect(outbox.entries()).toEqual([]);
  tries[0]?.answer(lost);
  await settle();
  expect(tries).toHaveLength(1);
});

test('tells of every change until one stops listening', async () => {
  const { outbox, tries, settle } = open();
  const seen: string[] = [];
  const stop = outbox.subscribe(() => {
    seen.push(outbox.entries()[0]?.state ?? 'gone');
  });
  void outbox.put(write('CO-1'));
  tries[0]?.answer(answer(200));
  await settle();
  stop();
  void outbox.put(write('CO-2'));
  expect(seen).toEqual(['queued', 'sending', 'gone']);
});

test('doubles its patience up to a minute, spread over the upper half', () => {
  expect(retryDelayMs(1, null, () => 0)).toBe(500);
  expect(retryDelayMs(3, null, () => 1)).toBe(4000);
  expect(retryDelayMs(20, null, () => 1)).toBe(60_000);
  expect(retryDelayMs(9, '0', () => 1)).toBe(0);
  expect(retryDelayMs(1, 'soon', () => 1)).toBe(1000);
});

test('makes a key that is a random UUID', () => {
  expect(newKey()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
  expect(newKey()).not.toBe(newKey());
});
