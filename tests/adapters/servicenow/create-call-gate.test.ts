import { createCallGate } from '../../../src/adapters/servicenow/create-call-gate';

test('lets in so many calls at once and writes before reads', async () => {
  const gate = createCallGate(1, 100);
  const order: string[] = [];
  const call = async (name: string, kind: 'read' | 'write') => {
    const place = await gate.enter(kind);
    order.push(name);
    await new Promise(setImmediate);
    if ('leave' in place) place.leave();
  };
  const calls = [call('first', 'read'), call('poll', 'read'), call('note', 'write')];
  expect(order).toEqual([]);
  await Promise.all(calls);
  expect(order).toEqual(['first', 'note', 'poll']);
});

test('lets nobody in during a pause, not even who waited before it', async () => {
  const gate = createCallGate(1, 100);
  const place = await gate.enter('write');
  const waiting = gate.enter('write');
  gate.pause(60_000);
  if ('leave' in place) place.leave();
  expect(await waiting).toMatchObject({ outcome: 'retry_later' });
  expect(await gate.enter('read')).toMatchObject({ outcome: 'retry_later' });
});
