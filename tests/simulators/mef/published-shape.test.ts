import { aBuyer, anOrder, talk, type Buyer } from './support/buyer';

/** What the published schemas say of members that only some buyers send. */
let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer();
});
afterEach(() => buyer.sim.close());

const post = (body: unknown) => buyer.api('POST', '/productOrder', body);
const item = (more: object) => {
  const order = anOrder();
  return { ...order, productOrderItem: [{ ...order.productOrderItem[0], ...more }] };
};
const term = (more: object) => {
  const { requestedItemTerm } = anOrder().productOrderItem[0];
  return item({ requestedItemTerm: { ...requestedItemTerm, ...more } });
};
const AT = '/productOrderItem/0';

describe('a new order', () => {
  it.each<[string, () => object, string]>([
    [
      'an end of term nobody publishes',
      () => term({ endOfTermAction: 'disconnect' }),
      `invalidValue ${AT}/requestedItemTerm/endOfTermAction`,
    ],
    [
      'a day that no month has',
      () => item({ requestedCompletionDate: '2027-02-30T00:00:00Z' }),
      `invalidFormat ${AT}/requestedCompletionDate`,
    ],
    [
      'an hour that no day has',
      () => item({ requestedCompletionDate: '2027-02-03T24:00:00Z' }),
      `invalidFormat ${AT}/requestedCompletionDate`,
    ],
    [
      'an expedite that is no boolean',
      () => item({ expediteIndicator: 'yes' }),
      `invalidFormat ${AT}/expediteIndicator`,
    ],
    [
      'a PON that is no text',
      () => item({ relatedBuyerPON: 5 }),
      `invalidFormat ${AT}/relatedBuyerPON`,
    ],
    [
      'an end customer that is no text',
      () => item({ endCustomerName: {} }),
      `invalidFormat ${AT}/endCustomerName`,
    ],
    [
      'a coordination that is no list',
      () => item({ coordinatedAction: 'later' }),
      `invalidFormat ${AT}/coordinatedAction`,
    ],
    [
      'a note without text',
      () => item({ note: [{ author: 'Sam' }] }),
      `missingProperty ${AT}/note/0/text`,
    ],
    [
      'a note from nobody known',
      () => ({ ...anOrder(), note: [{ text: 'x', source: 'martian' }] }),
      'invalidValue /note/0/source',
    ],
    [
      'a note of no day',
      () => ({ ...anOrder(), note: [{ text: 'x', date: 'yesterday' }] }),
      'invalidFormat /note/0/date',
    ],
  ])('is refused with %s', async (_what, order, issue) => {
    const reply = await post(order());
    expect(reply.status).toBe(422);
    expect(reply.rows.map(({ code, propertyPath }) => `${code} ${propertyPath}`)).toEqual([issue]);
  });

  it.each(['roll', 'autoDisconnect', 'autoRenew'])('may end its term with %s', async (word) => {
    const rollInterval = { amount: 1, units: 'months' };
    const reply = await post(
      term({ endOfTermAction: word, ...(word === 'roll' ? { rollInterval } : {}) }),
    );
    expect(reply.status).toBe(201);
  });

  it('may come with notes, an expedite and a leap day', async () => {
    const note = [
      { id: '1', author: 'Sam', source: 'buyer', date: '2026-09-01T08:00:00Z', text: 'x' },
    ];
    const more = {
      note,
      expediteIndicator: true,
      requestedCompletionDate: '2028-02-29T23:59:59+02:00',
    };
    expect((await post({ ...item(more), note })).status).toBe(201);
  });
});

test('a reason is never longer than the 255 characters published', async () => {
  const long = 'x'.repeat(600);
  const reasons = [
    (await buyer.api('GET', `/productOrder/${long}`)).body.reason,
    (await buyer.api('GET', `/productOrder?state=${long}`)).body.reason,
    (
      await buyer.api('POST', '/hub', {
        callback: 'http://127.0.0.1:9',
        query: `eventType=${long}`,
      })
    ).rows[0].reason,
  ];
  expect(reasons.map((reason) => [reason.length, reason.endsWith('…')])).toEqual([
    [255, true],
    [255, true],
    [255, true],
  ]);
});

describe('a hub’s query', () => {
  const subscribe = (query: string) =>
    buyer.api('POST', '/hub', { callback: 'http://127.0.0.1:9', query });

  it('names its events with or without spaces', async () => {
    const query = 'eventType = productOrderStateChangeEvent, chargeCreateEvent';
    expect((await subscribe(query)).status).toBe(201);
    const { rows } = await subscribe('eventType = productOrderStateChangeEvent, noSuchEvent');
    expect(rows).toMatchObject([{ code: 'invalidValue', propertyPath: '/query' }]);
  });

  it('may be empty, which filters nothing', async () => {
    expect((await subscribe('')).status).toBe(201);
  });
});

test.each(['JUUwJUE0JUE6eA==', 'bm8tY29sb24=', '%%%'])(
  'credentials that cannot be read (%s) are wrong ones',
  async (basic) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${basic}`,
    };
    const answer = await talk(buyer.sim.tokenUrl, 'POST', headers, 'grant_type=client_credentials');
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  },
);
