import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Provider } from '../../src/ports/provider';
import { anOrderForm } from '../adapters/carriers/mef/scripted-carrier';
import {
  startSimulatedCarrier,
  watch,
  type SimulatedCarrier,
} from '../adapters/carriers/mef/simulated-carrier';

const DAY_MS = 86_400_000;

/** What becomes of a placed order: the real client against the carrier's simulator. */
describe.each(['v5', 'v6'] as const)('an order at a carrier of %s', (version) => {
  let carrier: SimulatedCarrier;
  let provider: Provider;
  let receiver: Server | undefined;
  beforeAll(async () => {
    carrier = await startSimulatedCarrier(version);
  });
  afterAll(() => carrier.close());
  afterEach(() => receiver?.close());
  beforeEach(async () => {
    await carrier.reset();
    provider = carrier.aProvider();
  });

  describe('read', () => {
    test('an order walks from acceptance to completion, each event once', async () => {
      const { key, id } = await carrier.placeOrder(provider);
      const news = watch(provider, id);
      const later = () => {
        carrier.simulator.clock.advance(DAY_MS);
      };
      expect(await news()).toEqual(['acknowledged']);
      later();
      await carrier.tell(key, 'accept');
      expect((await news())[0]).toBe('accepted');
      later();
      await carrier.tell(key, 'setDate', { date: '2026-10-20' });
      expect((await news()).filter((event) => event.startsWith('foc'))).toHaveLength(1);
      later();
      await carrier.tell(key, 'setDate', { date: '2026-11-03', note: 'Permit still missing.' });
      expect(await news()).toEqual(['focRevised 2026-11-03 1U']);
      for (const name of ['SITE_SURVEY_DONE', 'LOOP_DELIVERED', 'TECH_DISPATCHED']) {
        later();
        await carrier.tell(key, 'milestone', { name });
      }
      expect((await news()).map((event) => event.split(' ')[0])).toEqual([
        'surveyed',
        'loopDelivered',
        'dispatched',
      ]);
      later();
      await carrier.tell(key, 'complete');
      const day = carrier.simulator.clock.nowIso().slice(0, 10);
      expect(await news()).toEqual([`completed ${day}`]);
      expect(await news()).toEqual([]);
    });

    test.each([
      ['reject', 'rejected'],
      ['cancel', 'cancelled'],
      ['fail', 'failed'],
      ['partial', 'partial'],
    ])('%s ends in %s', async (wish, kind) => {
      const { key, id } = await carrier.placeOrder(provider);
      const news = watch(provider, id);
      await news();
      if (wish !== 'reject') await carrier.tell(key, 'accept');
      await carrier.tell(key, wish, { reason: 'because' });
      expect(await news()).toContain(kind);
    });

    test('a cancellation nobody asked for is said to begin', async () => {
      const { key, id } = await carrier.placeOrder(provider);
      await carrier.tell(key, 'accept');
      await carrier.tell(key, 'cancel', { stage: 'pending' });
      expect(await watch(provider, id)()).toContain('cancelling');
    });

    test('a charge holds the order, its withdrawal releases it', async () => {
      const { key, id } = await carrier.placeOrder(provider);
      const news = watch(provider, id);
      await carrier.tell(key, 'accept');
      await news();
      await carrier.tell(key, 'raiseCharge');
      expect(await news()).toEqual(['held']);
      await carrier.tell(key, 'withdrawCharge');
      expect(await news()).toEqual(['released']);
    });

    test('a word nobody knows is reported as that', async () => {
      const { key, id } = await carrier.placeOrder(provider);
      await carrier.strike('getProductOrder', 'unknownState', { key });
      expect(await watch(provider, id)()).toContain('unknownWord');
    });

    test('a snapshot older than the last says nothing', async () => {
      const { key, id } = await carrier.placeOrder(provider);
      await carrier.tell(key, 'accept');
      const news = watch(provider, id);
      await news();
      await carrier.control('PUT', '/faults', [
        { operation: 'getProductOrder', kind: 'backwardState', times: 1 },
      ]);
      expect(await news()).toEqual([]);
    });
  });

  describe('cancel', () => {
    const request = ({ key, id }: { key: string; id: string }) => ({
      orderNumber: key,
      providerOrderId: id,
      reason: 'the store will not open',
      contact: anOrderForm().contacts.order,
    });

    test('a request is placed once, found, granted and ends the order', async () => {
      const order = await carrier.placeOrder(provider);
      await carrier.tell(order.key, 'accept');
      expect(await provider.findCancel(order.id)).toBeNull();
      const placed = await provider.requestCancel(request(order));
      expect(placed.state).toBe('open');
      expect(await provider.requestCancel(request(order))).toEqual(placed);
      expect(await provider.findCancel(order.id)).toEqual(placed);
      await carrier.tell(order.key, 'cancel');
      expect(await provider.findCancel(order.id)).toEqual({ ...placed, state: 'done' });
      const events = await watch(provider, order.id)();
      expect(events).toContain('cancelled');
      expect(events).not.toContain('cancelling');
    });

    test('a request declined is found as that', async () => {
      const order = await carrier.placeOrder(provider);
      await carrier.tell(order.key, 'accept');
      const placed = await provider.requestCancel(request(order));
      await carrier.tell(order.key, 'reject', { reason: 'too late' });
      expect(await provider.findCancel(order.id)).toEqual({ ...placed, state: 'declined' });
    });

    test('a request whose answer was lost is found, not placed again', async () => {
      const order = await carrier.placeOrder(provider);
      await carrier.tell(order.key, 'accept');
      await carrier.strike('cancelProductOrder', 'commitThenDrop');
      await expect(provider.requestCancel(request(order))).rejects.toMatchObject({
        trouble: 'retryable',
      });
      const found = await provider.findCancel(order.id);
      expect(found).toMatchObject({ state: 'open' });
      expect(await provider.requestCancel(request(order))).toEqual(found);
    });

    test('a carrier without it says so', async () => {
      const order = await carrier.placeOrder(provider);
      await carrier.tell(order.key, 'accept');
      await carrier.strike('cancelProductOrder', 'status501');
      await expect(provider.requestCancel(request(order))).rejects.toMatchObject({
        trouble: 'notOffered',
      });
    });
  });

  test('call-backs hint at their order', async () => {
    const bodies: unknown[] = [];
    receiver = await startReceiver(bodies);
    const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks/secret`;
    expect(await provider.subscribe(callback)).toBe(true);
    expect(await provider.subscribe(callback)).toBe(true);
    const { key, id } = await carrier.placeOrder(provider);
    await carrier.tell(key, 'accept');
    await carrier.tell(key, 'setDate', { date: '2026-10-20' });
    await carrier.tell(key, 'milestone', { name: 'SITE_SURVEY_DONE' });
    await carrier.tell(key, 'complete');
    await carrier.simulator.eventsSettled();
    const hints = bodies.map((body) => provider.parseNotification(body));
    expect(hints.length).toBeGreaterThanOrEqual(4);
    expect(new Set(hints.map((hint) => hint?.providerOrderId))).toEqual(new Set([id]));
    expect(new Set(hints.map((hint) => hint?.eventId)).size).toBe(hints.length);
  });
});

async function startReceiver(bodies: unknown[]): Promise<Server> {
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(204, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  return receiver;
}
