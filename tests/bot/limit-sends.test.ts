import { createSendLimit } from '../../src/bot/connector/limit-sends';

/** A limit on a clock of its own; answers how long each call waited. */
function aLimit(factor = 1) {
  const clock = { nowMs: 1_000_000, waits: [] as number[] };
  const limit = createSendLimit({
    factor,
    nowMs: () => clock.nowMs,
    wait: (ms) => {
      clock.waits.push(ms);
      return Promise.resolve();
    },
  });
  return { clock, limit };
}

test('a handful passes at once, the next waits its turn', async () => {
  const { clock, limit } = aLimit();
  for (let send = 0; send < 8; send += 1) await limit.pass('a');
  expect(clock.waits).toEqual([1_000, 2_000, 2_000]);
});

test('conversations do not wait for each other until the whole app is too fast', async () => {
  const { clock, limit } = aLimit();
  for (let send = 0; send < 24; send += 1) await limit.pass(`chat ${send}`);
  expect(clock.waits).toEqual([]);
  await limit.pass('one more');
  expect(clock.waits).toEqual([1_000]);
});

test('too long a wait is refused as throttled', async () => {
  const { clock, limit } = aLimit();
  for (let send = 0; send < 48; send += 1) {
    await limit.pass('a');
    clock.nowMs += 400;
  }
  await expect(limit.pass('a')).rejects.toMatchObject({ trouble: 'throttled' });
});

test('what is long ago counts for nothing', async () => {
  const { clock, limit } = aLimit();
  for (let send = 0; send < 5; send += 1) await limit.pass('a');
  clock.nowMs += 2_001;
  await limit.pass('a');
  expect(clock.waits).toEqual([]);
});
