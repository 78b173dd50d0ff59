import { startScriptedCarrier, type ScriptedCarrier } from './scripted-carrier';

let carrier: ScriptedCarrier;
beforeEach(async () => {
  carrier = await startScriptedCarrier();
  carrier.on('GET /cancelProductOrder', { json: [] });
});
afterEach(() => carrier.close());

const request = {
  orderNumber: 'CO-2026-000123',
  providerOrderId: 'PO-1',
  reason: 'the store will not open',
  contact: { name: 'olive', email: 'olive@example.com', phone: '' },
};
const task = (id: string, state: string, productOrder: object = { productOrderId: 'PO-1' }) => ({
  ...{ id, state, productOrder },
});
const posts = () => carrier.calls.filter(({ method }) => method === 'POST');

test('asks with reason and contact, after looking for an earlier request', async () => {
  carrier.on('POST /cancelProductOrder', { status: 201, json: task('X-1', 'acknowledged') });
  expect(await carrier.provider().requestCancel(request)).toEqual({
    requestId: 'X-1',
    state: 'open',
  });
  expect(carrier.calls.map(({ method }) => method)).toEqual(['GET', 'POST']);
  expect(carrier.calls[0]?.query.get('productOrderId')).toBe('PO-1');
  expect(JSON.parse(posts()[0]?.text ?? '')).toEqual({
    productOrder: { productOrderId: 'PO-1' },
    cancellationReasonType: 'commercial',
    cancellationReason: 'the store will not open',
    relatedContactInformation: [
      {
        role: 'cancelProductOrderContact',
        name: 'olive',
        emailAddress: 'olive@example.com',
        number: '+1-555-0100',
      },
    ],
  });
});

test('places none where one is under way, but another after one declined', async () => {
  carrier.on('POST /cancelProductOrder', { status: 201, json: task('X-2', 'acknowledged') });
  carrier.on('GET /cancelProductOrder', { json: [task('X-1', 'inProgress.assessingCharge')] });
  expect(await carrier.provider().requestCancel(request)).toMatchObject({ requestId: 'X-1' });
  carrier.on('GET /cancelProductOrder', { json: [task('X-1', 'done.declined')] });
  expect(await carrier.provider().requestCancel(request)).toMatchObject({ requestId: 'X-2' });
});

test.each([
  ['acknowledged', 'open'],
  ['inProgress.assessingCharge', 'open'],
  ['done', 'done'],
  ['rejected', 'declined'],
  ['done.declined', 'declined'],
])('finds a request in state %s as %s', async (state, meaning) => {
  carrier.on('GET /cancelProductOrder', { json: [task('X-1', state)] });
  expect(await carrier.provider().findCancel('PO-1')).toEqual({ requestId: 'X-1', state: meaning });
});

test('finds the request that counts, in both ways an order is named, and no other’s', async () => {
  carrier.on('GET /cancelProductOrder', {
    json: [
      task('X-1', 'done.declined', { id: 'PO-1' }),
      task('X-2', 'done', { productOrderId: 'PO-2' }),
      task('X-3', 'acknowledged', { id: 'PO-1' }),
    ],
  });
  const provider = carrier.provider();
  expect(await provider.findCancel('PO-1')).toMatchObject({ requestId: 'X-3' });
  expect(await provider.findCancel('PO-9')).toBeNull();
});

test('a state nobody has heard of is trouble', async () => {
  carrier.on('GET /cancelProductOrder', { json: [task('X-1', 'maybe')] });
  await expect(carrier.provider().findCancel('PO-1')).rejects.toMatchObject({
    trouble: 'retryable',
  });
});

test.each([
  ['a conflict', { status: 409 }, 'retryable'],
  ['an error', { status: 500 }, 'retryable'],
  ['a 201 without id', { status: 201, json: { state: 'acknowledged' } }, 'retryable'],
  ['not implemented', { status: 501 }, 'notOffered'],
  ['forbidden', { status: 403 }, 'auth'],
])('%s is trouble', async (_what, answer, trouble) => {
  carrier.on('POST /cancelProductOrder', answer);
  await expect(carrier.provider().requestCancel(request)).rejects.toMatchObject({ trouble });
});

test('a refusal is final for an order at work or ended, and means later for one held up', async () => {
  carrier.on('POST /cancelProductOrder', { status: 422, json: [{ code: 'otherIssue' }] });
  const answerIn = (state: string) => {
    const json = { id: 'PO-1', state, productOrderItem: [{ id: '1' }] };
    carrier.on('GET /productOrder/PO-1', { json });
    return carrier.provider().requestCancel(request);
  };
  expect(await answerIn('inProgress')).toMatchObject({ state: 'declined' });
  expect(await answerIn('completed')).toMatchObject({ state: 'declined' });
  await expect(answerIn('acknowledged')).rejects.toMatchObject({ trouble: 'retryable' });
  await expect(answerIn('held.assessingCharge')).rejects.toMatchObject({ trouble: 'retryable' });
});

test('is not offered by a profile that says so', async () => {
  const provider = carrier.provider({
    profile: { offers: { cancel: false, notifications: true } },
  });
  await expect(provider.requestCancel(request)).rejects.toMatchObject({ trouble: 'notOffered' });
  expect(carrier.calls).toEqual([]);
});
