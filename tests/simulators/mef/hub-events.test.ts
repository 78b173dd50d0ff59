import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aBuyer, anOrder, type Buyer, type Wire } from './support/buyer';

interface Heard {
  path: string;
  body: Wire;
}

let buyer: Buyer;
let ear: Server;
let callback: string;
let heard: Heard[];

beforeEach(async () => {
  heard = [];
  ear = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', body: JSON.parse(text) as Wire });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => {
    ear.listen(0, '127.0.0.1', resolve);
  });
  callback = `http://127.0.0.1:${(ear.address() as AddressInfo).port}/hooks/secret`;
});
afterEach(async () => {
  await buyer.sim.close();
  ear.closeAllConnections();
  await new Promise((resolve) => ear.close(resolve));
});

const subscribe = (query?: string) => buyer.api('POST', '/hub', { callback, query });
const types = () => heard.map((event) => event.body.eventType);
const accept = async () => {
  await buyer.act('CO-1', { do: 'accept' });
  await buyer.sim.eventsSettled();
};

describe('a hub', () => {
  it('is made, read and removed', async () => {
    buyer = await aBuyer();
    const made = await subscribe('eventType=chargeCreateEvent');
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: 'HUB-000001',
      callback,
      query: 'eventType=chargeCreateEvent',
    });
    expect((await buyer.api('GET', '/hub/HUB-000001')).body).toEqual(made.body);
    expect((await buyer.api('DELETE', '/hub/HUB-000001')).status).toBe(204);
    expect((await buyer.api('GET', '/hub/HUB-000001')).status).toBe(404);
  });

  it('is refused without a callback or for an event that is none', async () => {
    buyer = await aBuyer();
    const path = async (body: unknown) =>
      (await buyer.api('POST', '/hub', body)).rows[0].propertyPath;
    expect(await path({})).toBe('/callback');
    expect(await path({ callback: 'mailto:x@y.example' })).toBe('/callback');
    expect(await path({ callback, query: 'eventType=birthday' })).toBe('/query');
  });

  it('hears what happens at the published path and in the published shape', async () => {
    buyer = await aBuyer();
    await subscribe();
    await buyer.place(anOrder('CO-1'));
    await accept();
    await buyer.act('CO-1', { do: 'setDate', date: '2026-10-05' });
    await buyer.act('CO-1', { do: 'milestone', name: 'LOOP_DELIVERED' });
    await buyer.act('CO-1', { do: 'raiseCharge' });
    await buyer.sim.eventsSettled();
    expect(types()).toEqual([
      'productOrderStateChangeEvent',
      'productOrderItemStateChangeEvent',
      'productOrderItemExpectedCompletionDateSetEvent',
      'productSpecificProductOrderItemMilestoneEvent',
      'chargeCreateEvent',
      'productOrderItemStateChangeEvent',
      'productOrderStateChangeEvent',
    ]);
    expect(heard[0]?.path).toBe(
      '/hooks/secret/mefApi/cantata/productOrderingNotification/v6/listener/productOrderStateChangeEvent',
    );
    expect(heard.slice(0, 5).map((event) => event.body.event)).toEqual([
      { id: 'PO-000001', state: 'inProgress' },
      { id: 'PO-000001', state: 'inProgress', orderItemId: '1' },
      { id: 'PO-000001', orderItemId: '1' },
      { id: 'PO-000001', orderItemId: '1', milestoneName: 'LOOP_DELIVERED' },
      { id: 'CH-000001' },
    ]);
    expect(heard[0]?.body).toMatchObject({
      eventId: expect.any(String) as string,
      eventTime: '2026-09-01T08:00:00.000Z',
    });
  });

  it('hears buyer and seller instead of states in v5, under that generation’s names', async () => {
    buyer = await aBuyer({ version: 'v5' });
    await subscribe();
    await buyer.api('POST', '/productOrder?buyerId=us&sellerId=them', anOrder('CO-1', 'v5'));
    await accept();
    await buyer.act('CO-1', { do: 'setDate', date: '2026-10-05' });
    await buyer.sim.eventsSettled();
    expect(heard[0]?.body.event).toEqual({ id: 'PO-000001', buyerId: 'us', sellerId: 'them' });
    expect(heard[2]?.path).toMatch(/\/v5\/listener\/productOrderItemExpectedCompletionDateSet$/);
  });

  it('hears only what it asked for', async () => {
    buyer = await aBuyer();
    await subscribe('eventType=chargeCreateEvent,productOrderStateChangeEvent');
    await buyer.place(anOrder('CO-1'));
    await accept();
    expect(types()).toEqual(['productOrderStateChangeEvent']);
  });

  it('may hear twice, or nothing, and the ledger keeps both', async () => {
    buyer = await aBuyer();
    await subscribe('eventType=productOrderStateChangeEvent');
    await buyer.place(anOrder('CO-1'));
    await buyer.control('PUT', '/faults', [
      { operation: 'event', kind: 'duplicateEvent', times: 1 },
      { operation: 'event', kind: 'dropEvent', attempt: 3 },
    ]);
    await accept();
    await buyer.act('CO-1', { do: 'complete' });
    await buyer.sim.eventsSettled();
    expect(types()).toEqual([
      'productOrderStateChangeEvent',
      'productOrderStateChangeEvent',
      'productOrderStateChangeEvent',
    ]);
    expect(heard[0]?.body.eventId).toBe(heard[1]?.body.eventId);
    expect(heard[2]?.body.event.state).toBe('completed');
    expect(buyer.sim.ledger.entries('event')).toHaveLength(3);
    expect(buyer.sim.ledger.entries('eventDropped')).toHaveLength(1);
  });

  it('that does not answer harms nobody', async () => {
    buyer = await aBuyer();
    await buyer.api('POST', '/hub', { callback: 'http://127.0.0.1:9/x' });
    await buyer.place(anOrder('CO-1'));
    await accept();
    expect((await buyer.read('PO-000001')).state).toBe('inProgress');
    expect(buyer.sim.ledger.entries('event')[0]).toMatchObject({ status: 0 });
  });
});
