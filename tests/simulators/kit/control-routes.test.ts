import express from 'express';
import { controlRoutes } from '../../../src/simulators/kit/control-routes';
import { createFaultPlan } from '../../../src/simulators/kit/fault-plan';
import { createLedger } from '../../../src/simulators/kit/ledger';
import { listen } from '../../../src/simulators/kit/listen';
import { createPersistentState } from '../../../src/simulators/kit/persistent-state';
import { createSimulatorClock } from '../../../src/simulators/kit/simulator-clock';

const START_MS = Date.parse('2026-09-01T08:00:00.000Z');

const startControl = async () => {
  const clock = createSimulatorClock({ mode: 'paused', nowMs: START_MS });
  const faults = createFaultPlan();
  const ledger = createLedger(() => clock.nowIso());
  const empty = () => ({ orders: ['first'], notes: {}, count: 1, cursor: null });
  const state = createPersistentState(undefined, empty);
  const app = express().use(
    '/_sim',
    controlRoutes({ token: 'told', clock, ledger, faults, state, empty }),
  );
  const listening = await listen(app, { port: 0 });
  const tell = async (method: string, path: string, body?: string) => {
    const headers = { authorization: 'Bearer told', 'content-type': 'application/json' };
    const answer = await fetch(`${listening.url}/_sim${path}`, {
      ...{ method, headers },
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  return { clock, faults, state, tell, close: () => listening.close() };
};

let control: Awaited<ReturnType<typeof startControl>>;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.close());

test.each([
  ['POST', '/clock/advance', '{}'],
  ['POST', '/clock/advance', '{"ms":"60000"}'],
  ['POST', '/clock/advance', '{"ms":-1}'],
  ['POST', '/clock/advance', '{"ms":1e300}'],
  ['POST', '/clock/advance', '[]'],
  ['PUT', '/clock', '{}'],
  ['PUT', '/clock', '{"mode":"stopped"}'],
  ['PUT', '/clock', '{"mode":"paused","nowMs":"2026-09-01T00:00:00Z"}'],
  ['PUT', '/clock', '{"mode":"real","nowMs":8640000000000000}'],
  ['POST', '/clock/advance', '{"ms":8000000000000000}'],
  ['PUT', '/clock', '{"mode":"accelerated","rate":0}'],
  ['PUT', '/clock', '{"mode":"accelerated","rate":"60"}'],
  ['PUT', '/faults', '{}'],
  ['PUT', '/faults', '{"lines":{}}'],
  ['PUT', '/faults', '[null]'],
  ['PUT', '/faults', '[{"operation":"send"}]'],
  ['PUT', '/faults', '[{"operation":"send","kind":"429","times":"1"}]'],
  ['POST', '/restore', '[]'],
  ['POST', '/restore', '{"orders":{}}'],
  ['POST', '/restore', '{"notes":null}'],
  ['POST', '/restore', '{"count":"1"}'],
])('refuses %s %s %s and leaves clock, plan and state alone', async (method, path, body) => {
  const { clock, faults, state, tell } = control;
  faults.set([{ operation: 'send', kind: '429' }]);
  const answer = await tell(method, path, body);
  expect(answer.status).toBe(422);
  expect(JSON.parse(answer.text)).toEqual({ error: expect.any(String) as string });
  expect(clock.nowMs()).toBe(START_MS);
  expect(clock.describe().mode).toBe('paused');
  expect(faults.strike('send', 'any')).toMatchObject({ kind: '429' });
  expect(state.value).toEqual({ orders: ['first'], notes: {}, count: 1, cursor: null });
});

test('a clock stands still at the last instant a stamp can name', async () => {
  const last = '9999-12-31T23:59:59.999Z';
  const fast = { mode: 'accelerated', rate: 1e9, nowMs: Date.parse(last) };
  await control.tell('PUT', '/clock', JSON.stringify(fast));
  const around = JSON.parse((await control.tell('GET', '/clock')).text) as unknown;
  expect(around).toMatchObject({ now: last });
  expect((await control.tell('POST', '/clock/advance', '{"ms":1}')).status).toBe(422);
  expect((await control.tell('POST', '/clock/advance', '{"ms":0}')).status).toBe(200);
});

test('says of a broken body that it is no JSON, and shows nothing of itself', async () => {
  const answer = await control.tell('PUT', '/faults', '{');
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toEqual({ error: 'The body is not JSON.' });
});

test('takes what is well said', async () => {
  const { clock, faults, tell } = control;
  expect((await tell('POST', '/clock/advance', '{"ms":0}')).status).toBe(200);
  expect((await tell('POST', '/clock/advance', '{"ms":60000}')).status).toBe(200);
  expect(clock.nowMs()).toBe(START_MS + 60_000);
  const fast = '{"mode":"accelerated","rate":3600,"nowMs":0}';
  expect(JSON.parse((await tell('PUT', '/clock', fast)).text)).toMatchObject({ rate: 3600 });
  const lines = '{"lines":[{"operation":"*","kind":"429","with":{"retryAfter":1}}],"seed":7}';
  expect((await tell('PUT', '/faults', lines)).status).toBe(200);
  expect(faults.lines()).toHaveLength(1);
  const kept = '{"orders":[],"cursor":7,"of an earlier version":true}';
  expect((await tell('POST', '/restore', kept)).status).toBe(204);
  expect(control.state.value).toMatchObject({ orders: [], notes: {}, count: 1, cursor: 7 });
});
