import type { Provider } from '../../src/ports/provider';
import {
  startSimulatedCarrier,
  type SimulatedCarrier,
} from '../adapters/carriers/mef/simulated-carrier';

/** Asking, placing, finding and listing: the real client against the carrier's simulator. */
describe.each(['v5', 'v6'] as const)('the mef provider against a carrier of %s', (version) => {
  let carrier: SimulatedCarrier;
  let provider: Provider;
  beforeAll(async () => {
    carrier = await startSimulatedCarrier(version);
  });
  afterAll(() => carrier.close());
  beforeEach(async () => {
    await carrier.reset();
    provider = carrier.aProvider();
  });

  describe('submit and find', () => {
    test('an order is accepted, acknowledged and found under its key', async () => {
      const form = carrier.aForm();
      const answer = await provider.submit(form);
      expect(answer).toMatchObject({ answer: 'accepted', acknowledged: true });
      const found = await provider.find(form.externalId, form);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ live: true, acknowledged: true });
      expect(found[0]?.matches(form)).toBe(true);
      expect(found[0]?.matches({ ...form, termMonths: 12 })).toBe(false);
    });

    test('nothing is found under a key nobody used', async () => {
      expect(await provider.find('CO-2026-999999')).toEqual([]);
    });

    test.each(['commitThenDrop', 'commitThenStall', 'commitThenBrokenJson', 'created201WithoutId'])(
      'after %s the fate is unknown, and a restarted process finds and adopts the order',
      async (kind) => {
        const form = carrier.aForm();
        await carrier.strike('createProductOrder', kind);
        expect(await provider.submit(form)).toMatchObject({ answer: 'unknown' });
        const found = await carrier.aProvider().find(form.externalId, form);
        expect(found).toHaveLength(1);
        expect(found[0]?.matches(form)).toBe(true);
      },
    );

    test('after a reset before the order was taken the fate is unknown and nothing is found', async () => {
      const form = carrier.aForm();
      await carrier.strike('createProductOrder', 'reset');
      expect(await provider.submit(form)).toMatchObject({ answer: 'unknown' });
      expect(await provider.find(form.externalId, form)).toEqual([]);
    });

    test.each([
      ['status500', 'unknown'],
      ['status409', 'unknown'],
      ['redirect', 'unknown'],
      ['hugeBody', 'unknown'],
    ])('%s leaves the fate %s', async (kind, answer) => {
      await carrier.strike('createProductOrder', kind);
      expect(await provider.submit(carrier.aForm())).toMatchObject({ answer });
    });

    test.each([
      ['status429', { trouble: 'retryable', retryAfterMs: 3000 }],
      ['status503', { trouble: 'retryable', retryAfterMs: 3000 }],
      ['status403', { trouble: 'auth' }],
    ])('%s is trouble', async (kind, trouble) => {
      await carrier.strike('createProductOrder', kind, { with: { retryAfter: 3 } });
      await expect(provider.submit(carrier.aForm())).rejects.toMatchObject(trouble);
    });

    test('one refused token is renewed, also one that ran out', async () => {
      await carrier.strike('createProductOrder', 'status401Once');
      expect(await provider.submit(carrier.aForm())).toMatchObject({ answer: 'accepted' });
      await carrier.control('POST', '/tokens/expire');
      expect(await provider.submit(carrier.aForm())).toMatchObject({ answer: 'accepted' });
    });

    test('a form the carrier does not like is refused with its fields', async () => {
      const form = carrier.aForm();
      const technical = { ...form.contacts.technical, email: '' };
      const answer = await provider.submit({ ...form, contacts: { ...form.contacts, technical } });
      if (answer.answer !== 'refused') throw new Error(answer.answer);
      expect(answer.problems.map(({ code, path }) => [code, path])).toEqual([
        ['missingProperty', expect.stringMatching(/productOrderItem.*emailAddress/u)],
      ]);
    });

    test('a key is found whatever its case has become', async () => {
      const { key } = await carrier.placeOrder(provider);
      await carrier.control('PUT', '/faults', [
        { operation: 'listProductOrder', kind: 'changedCase' },
      ]);
      expect(await provider.find(key)).toHaveLength(1);
    });

    test('a cancelled or rejected order is dead, and a second try is found after it', async () => {
      const form = carrier.aForm();
      await provider.submit(form);
      await carrier.tell(form.externalId, 'reject', { reason: 'no capacity' });
      carrier.simulator.clock.advance(60_000);
      await provider.submit(form);
      const found = await provider.find(form.externalId, form);
      expect(found.map(({ live }) => live)).toEqual([false, true]);
    });
  });

  test('every open order is listed, over pages the carrier shortens, and no ended one', async () => {
    await carrier.control('PUT', '/scenario', { maxPage: 2 });
    const orders = [];
    for (let count = 0; count < 5; count += 1) orders.push(await carrier.placeOrder(provider));
    const [ended, accepted, ...rest] = orders;
    await carrier.tell(ended?.key ?? '', 'reject');
    await carrier.tell(accepted?.key ?? '', 'accept');
    const open = await provider.listOpen();
    expect(open.map(({ providerOrderId }) => providerOrderId).sort()).toEqual(
      [accepted, ...rest].map((order) => order?.id).sort(),
    );
    expect(open.find(({ providerOrderId }) => providerOrderId === accepted?.id)).toEqual({
      providerOrderId: accepted?.id,
      externalId: accepted?.key,
      state: 'inProgress',
    });
  });

  describe('serviceability', () => {
    const check = () => {
      const { address, purpose, speed } = carrier.aForm();
      return provider.checkServiceability({ address, purpose, speed });
    };

    test.each(['green', 'yellow', 'red'])('%s is told', async (confidence) => {
      await carrier.control('PUT', '/scenario', {
        poq: [{ confidence, deliveryType: 'onNetWithBuild', intervalDays: 40, reason: 'so it is' }],
      });
      const answer = await check();
      expect(answer.colour).toBe(confidence);
      expect(answer.reasons).toEqual(confidence === 'green' ? [] : ['so it is']);
      if (confidence !== 'red') expect(answer.intervalBusinessDays).toBe(40);
      if (confidence !== 'red' && version === 'v6') {
        expect(answer).toMatchObject({ deliveryType: 'onNetWithBuild', lastMileOwner: 'comcast' });
      }
    });

    test('an off-net last mile belongs to the third party, where the version tells', async () => {
      await carrier.control('PUT', '/scenario', {
        poq: [
          {
            confidence: 'yellow',
            deliveryType: 'offNetWithoutBuild',
            thirdPartyProvider: 'Local Fiber',
          },
        ],
      });
      expect((await check()).lastMileOwner).toBe(version === 'v6' ? 'Local Fiber' : undefined);
    });

    test('a carrier that cannot say is for a person to ask', async () => {
      await carrier.control('PUT', '/scenario', { poq: [{ unable: true }] });
      await expect(check()).rejects.toMatchObject({ trouble: 'notOffered' });
    });
  });
});
