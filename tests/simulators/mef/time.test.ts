import { join } from 'node:path';
import { useTemporaryFolder } from '../../support/temporary-folder';
import { aBuyer, anOrder, START_MS, type Buyer } from './support/buyer';

let buyer: Buyer;
afterEach(() => buyer.sim.close());

const advance = (seconds: number) =>
  buyer.control('POST', '/clock/advance', { ms: seconds * 1_000 });
const look = async (key = 'PO-000001') => {
  const order = await buyer.read(key);
  const item = order.productOrderItem[0];
  const reached = item.milestone ?? [];
  return [
    order.state,
    item.expectedCompletionDate !== undefined,
    reached.map((milestone) => milestone.name).join(' '),
  ];
};

describe('pace', () => {
  it('takes a new order to completed in five paces', async () => {
    buyer = await aBuyer({ paceSeconds: 15 });
    await buyer.place();
    const seen = [];
    for (const seconds of [14, 1, 15, 7.5, 7.5, 15, 15]) {
      await advance(seconds);
      seen.push(await look());
    }
    expect(seen).toEqual([
      ['acknowledged', false, ''],
      ['inProgress', false, ''],
      ['inProgress', true, ''],
      ['inProgress', true, 'SITE_SURVEY_DONE'],
      ['inProgress', true, 'SITE_SURVEY_DONE LOOP_DELIVERED'],
      ['inProgress', true, 'SITE_SURVEY_DONE LOOP_DELIVERED TECH_DISPATCHED'],
      ['completed', true, 'SITE_SURVEY_DONE LOOP_DELIVERED TECH_DISPATCHED'],
    ]);
    const order = await buyer.read('PO-000001');
    const firmDate = Date.parse(order.productOrderItem[0].expectedCompletionDate ?? '');
    expect(firmDate).toBeGreaterThan(START_MS + 5 * 86_400_000);
  });

  it('waits while it is off and goes on where it was', async () => {
    buyer = await aBuyer({ paceSeconds: 15 });
    await buyer.place();
    await advance(10);
    await buyer.control('PUT', '/scenario', { pace: false });
    await advance(3_600);
    expect((await look())[0]).toBe('acknowledged');
    await buyer.control('PUT', '/scenario', { pace: true });
    await advance(4);
    expect((await look())[0]).toBe('acknowledged');
    await advance(1);
    expect((await look())[0]).toBe('inProgress');
  });

  it('leaves frozen orders alone until they are stepped', async () => {
    buyer = await aBuyer({ paceSeconds: 15 });
    expect((await buyer.act('CO-1', { do: 'freeze' })).status).toBe(202);
    await buyer.place(anOrder('CO-1'));
    await advance(600);
    expect((await look())[0]).toBe('acknowledged');
    await buyer.act('CO-1', { do: 'step' });
    await buyer.act('CO-1', { do: 'step' });
    expect(await look()).toEqual(['inProgress', true, '']);
  });

  it('does not repeat what was done by hand', async () => {
    buyer = await aBuyer({ paceSeconds: 15 });
    await buyer.place();
    await buyer.act('PO-000001', { do: 'accept' });
    await buyer.act('PO-000001', { do: 'setDate', date: '2026-10-05' });
    await advance(75);
    const order = await buyer.read('PO-000001');
    expect(order.state).toBe('completed');
    expect(order.productOrderItem[0].expectedCompletionDate).toBe('2026-10-05T00:00:00.000Z');
  });

  it('is delayed by the time an order was held', async () => {
    buyer = await aBuyer({ paceSeconds: 15 });
    await buyer.place();
    await advance(15);
    await buyer.act('PO-000001', { do: 'raiseCharge' });
    await advance(600);
    expect((await look())[0]).toBe('held.assessingCharge');
    await buyer.act('PO-000001', { do: 'withdrawCharge' });
    await advance(14);
    expect((await look())[1]).toBe(false);
    await advance(1);
    expect((await look())[1]).toBe(true);
  });
});

describe('business days', () => {
  const calm = {
    probabilities: { dateMoved: [0, 0], charge: [0, 0], customerNotReady: 0, cancelled: 0 },
  };

  it('move an order by its own draws, whatever else arrives', async () => {
    const dates = [];
    for (const before of [[], ['CO-8', 'CO-9']]) {
      buyer = await aBuyer();
      await buyer.control('PUT', '/scenario', calm);
      for (const key of before) await buyer.place(anOrder(key));
      const order = await buyer.place(anOrder('CO-1'));
      await advance(60 * 86_400);
      dates.push((await buyer.read(order.id)).productOrderItem[0].expectedCompletionDate);
      if (before.length === 0) await buyer.sim.close();
    }
    expect(dates[0]).toBeDefined();
    expect(dates[1]).toBe(dates[0]);
  });

  it('bring the troubles the scenario makes sure of', async () => {
    buyer = await aBuyer();
    await buyer.control('PUT', '/scenario', {
      probabilities: { ...calm.probabilities, dateMoved: [1, 1] },
    });
    await buyer.place(anOrder('CO-1'));
    await advance(400 * 86_400);
    const order = await buyer.read('PO-000001');
    expect(order.state).toBe('completed');
    expect(order.productOrderItem[0].note).toHaveLength(1);
    await buyer.control('PUT', '/scenario', {
      probabilities: { ...calm.probabilities, cancelled: 1 },
    });
    const next = anOrder('CO-2');
    next.productOrderItem[0].requestedCompletionDate = '2028-01-03T00:00:00Z';
    await buyer.place(next);
    await advance(400 * 86_400);
    expect((await buyer.read('PO-000002')).state).toBe('cancelled');
  });

  it('stand still with the clock', async () => {
    buyer = await aBuyer({ paceSeconds: 0 });
    await buyer.place();
    expect((await look())[0]).toBe('acknowledged');
  });
});

describe('a restart', () => {
  // The simulator of each test is closed before this goes, and writes its state a last time.
  const folder = useTemporaryFolder('mef-');
  it.each([
    ['paced', 15],
    ['played in business days', null],
  ])('keeps orders and hubs; orders of the earlier run, %s, are frozen', async (_name, pace) => {
    const stateFile = join(folder(), `state-${pace}.json`);
    const options = { stateFile, paceSeconds: pace };
    const calm = { dateMoved: [0, 0], charge: [0, 0], customerNotReady: 0, cancelled: 0 };
    const unit = pace ?? 86_400;
    buyer = await aBuyer(options);
    await buyer.control('PUT', '/scenario', { probabilities: calm });
    await buyer.place(anOrder('CO-1'));
    await buyer.api('POST', '/hub', { callback: 'http://127.0.0.1:9/x' });
    await buyer.act('CO-1', { do: 'accept' });
    await buyer.sim.close();

    buyer = await aBuyer(options);
    expect((await buyer.api('GET', '/hub/HUB-000001')).status).toBe(200);
    expect((await buyer.control('GET', '/orders')).body).toMatchObject([
      { id: 'PO-000001', frozen: true, still: true },
    ]);
    const next = await buyer.place(anOrder('CO-2'));
    expect(next.id).toBe('PO-000002');
    await advance(600 * unit);
    expect((await look('PO-000001'))[0]).toBe('inProgress');
    expect((await look('PO-000002'))[0]).toBe('completed');
    await buyer.act('CO-1', { do: 'step' });
    expect((await look('PO-000001'))[1]).toBe(true);

    // Let go, it goes on from where it is instead of catching up.
    await buyer.act('CO-1', { do: 'freeze', frozen: false });
    await advance(0);
    expect((await look('PO-000001'))[0]).toBe('inProgress');
    await advance(600 * unit);
    expect((await look('PO-000001'))[0]).toBe('completed');
  });
});
