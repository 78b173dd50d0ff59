import { parseNotification } from '../../../../src/adapters/carriers/mef/parse-notification';
import { startScriptedCarrier, type ScriptedCarrier } from './scripted-carrier';

const event = (eventType: string, more: object = {}) => ({
  eventId: 'E-1',
  eventType,
  eventTime: '2026-09-01T10:00:00Z',
  event: { id: 'PO-1', ...more },
});

describe('a call-back', () => {
  test.each([
    ['v6', event('productOrderStateChangeEvent', { state: 'inProgress' })],
    ['v6', event('productOrderItemStateChangeEvent', { orderItemId: '1', state: 'held' })],
    ['v6', event('productOrderItemExpectedCompletionDateSetEvent', { orderItemId: '1' })],
    ['v6', event('productSpecificProductOrderItemMilestoneEvent', { milestoneName: 'X' })],
    ['v5', event('productOrderStateChangeEvent', { buyerId: 'B', sellerId: 'S' })],
    ['v5', event('productOrderItemExpectedCompletionDateSet', { href: 'http://x' })],
  ])('of %s hints at its order: %j', (_version, body) => {
    expect(parseNotification(body)).toEqual({ eventId: 'E-1', providerOrderId: 'PO-1' });
  });

  test.each([
    [event('cancelProductOrderStateChangeEvent')],
    [event('chargeCreateEvent')],
    [event('somethingElse')],
    [{ ...event('productOrderStateChangeEvent'), eventId: '' }],
    [{ ...event('productOrderStateChangeEvent'), event: {} }],
    [event('productOrderStateChangeEvent', { id: 7 })],
    ['text'],
    [null],
  ])('that names no order is no hint: %j', (body) => {
    expect(parseNotification(body)).toBeNull();
  });
});

describe('subscribe', () => {
  const CALLBACK = 'https://us.example/hooks/comcast/secret';
  const kept = { id: 'H-1', callback: CALLBACK };
  let carrier: ScriptedCarrier;
  beforeEach(async () => {
    carrier = await startScriptedCarrier();
    carrier.on('POST /hub', { status: 201, json: kept });
    carrier.on('GET /hub/H-1', { json: kept });
  });
  afterEach(() => carrier.close());
  const methods = () => carrier.calls.map(({ method }) => method);

  test('names the events of its version', async () => {
    for (const [version, dateEvent] of [
      ['v5', 'productOrderItemExpectedCompletionDateSet'],
      ['v6', 'productOrderItemExpectedCompletionDateSetEvent'],
    ] as const) {
      expect(await carrier.provider({ profile: { version } }).subscribe(CALLBACK)).toBe(true);
      const body = JSON.parse(carrier.calls.at(-1)?.text ?? '') as Record<string, string>;
      expect(body['callback']).toBe(CALLBACK);
      expect(body['query']?.replace('eventType=', '').split(',')).toContain(dateEvent);
    }
  });

  test('checks before it posts again', async () => {
    const provider = carrier.provider();
    await provider.subscribe(CALLBACK);
    await provider.subscribe(CALLBACK);
    expect(methods()).toEqual(['POST', 'GET']);
    carrier.on('GET /hub/H-1', { status: 404 });
    await provider.subscribe(CALLBACK);
    expect(methods()).toEqual(['POST', 'GET', 'GET', 'POST']);
  });

  test('is true where the carrier has it already, false where it cannot', async () => {
    carrier.on('POST /hub', { status: 409 });
    expect(await carrier.provider().subscribe(CALLBACK)).toBe(true);
    carrier.on('POST /hub', { status: 501 });
    expect(await carrier.provider().subscribe(CALLBACK)).toBe(false);
    const offers = { cancel: true, notifications: false };
    expect(await carrier.provider({ profile: { offers } }).subscribe(CALLBACK)).toBe(false);
  });
});
