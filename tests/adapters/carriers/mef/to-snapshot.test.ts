import { orderSchema } from '../../../../src/adapters/carriers/mef/order-schema';
import { toSnapshot } from '../../../../src/adapters/carriers/mef/to-snapshot';
import { COMCAST_DEMO } from '../../../../src/adapters/carriers/mef-profile';

const at = (day: string, time = '12:00:00') => `2026-09-${day}T${time}.000Z`;
const change = (state: string, day: string) => ({ state, changeDate: at(day) });

/** An order as the newer shape shows it; `more` goes to the order, `item` to its only item. */
function anOrder(more: object = {}, item: object = {}) {
  return {
    id: 'PO-1',
    externalId: 'CO-2026-000123',
    state: 'inProgress',
    orderDate: at('01'),
    stateChange: [change('acknowledged', '01'), change('inProgress', '02')],
    productOrderItem: [{ id: '1', action: 'add', state: 'inProgress', ...item }],
    ...more,
  };
}

const snapshotOf = (order: object) => toSnapshot(orderSchema.parse(order), COMCAST_DEMO);
const kindsOf = (order: object) =>
  snapshotOf(order).facts.map(({ kind, value }) => `${kind} ${value}`);

/** The history of an order that went through these states, a day each. */
const historyOf = (...states: string[]) =>
  anOrder({
    state: states.at(-1),
    stateChange: states.map((state, index) => change(state, String(index + 1).padStart(2, '0'))),
  });

describe('states', () => {
  test.each([
    [['acknowledged'], ['acknowledged acknowledged']],
    [
      ['acknowledged', 'rejected'],
      ['acknowledged acknowledged', 'rejected rejected'],
    ],
    [
      ['inProgress', 'completed'],
      ['accepted inProgress', 'completed completed'],
    ],
    [
      ['inProgress', 'partial'],
      ['accepted inProgress', 'partial partial'],
    ],
    [
      ['inProgress', 'failed'],
      ['accepted inProgress', 'failed failed'],
    ],
    [
      ['inProgress', 'held.assessingCharge', 'inProgress'],
      ['accepted inProgress', 'held held.assessingCharge', 'released inProgress#2'],
    ],
    [
      ['inProgress', 'pending.assessingModification', 'inProgress'],
      [
        'accepted inProgress',
        'requestChanged pending.assessingModification',
        'requestChanged inProgress#2',
      ],
    ],
    [
      ['inProgress', 'assessingCancellation', 'pendingCancellation', 'cancelled'],
      [
        'accepted inProgress',
        'requestChanged assessingCancellation',
        'requestChanged pendingCancellation',
        'cancelled cancelled',
      ],
    ],
    [
      ['inProgress', 'pendingCancellation', 'cancelled'],
      ['accepted inProgress', 'cancelling pendingCancellation', 'cancelled cancelled'],
    ],
    [['rejected.unassessed'], ['rejected rejected.unassessed']],
    [['rejected.validated'], ['rejected rejected.validated']],
  ])('%j tell their facts in order', (states, facts) => {
    expect(kindsOf(historyOf(...states))).toEqual(facts);
  });

  test('keep their values when more history follows', () => {
    const before = kindsOf(historyOf('acknowledged', 'inProgress', 'held.assessingCharge'));
    const after = kindsOf(
      historyOf('acknowledged', 'inProgress', 'held.assessingCharge', 'inProgress', 'completed'),
    );
    expect(after.slice(0, before.length)).toEqual(before);
  });

  test('are read by time, whatever order they are listed in', () => {
    const stateChange = [change('inProgress', '02'), change('acknowledged', '01')];
    expect(kindsOf(anOrder({ stateChange }))).toEqual([
      'acknowledged acknowledged',
      'accepted inProgress',
    ]);
  });

  test('nobody has heard of are never guessed', () => {
    expect(kindsOf(anOrder({ state: 'quantum' }))).toContain('unknownWord quantum');
    expect(kindsOf(anOrder({ state: 'INPROGRESS' }))).toContain('unknownWord INPROGRESS');
    expect(kindsOf(anOrder({ state: 'constructor' }))).toContain('unknownWord constructor');
    expect(kindsOf(anOrder({}, { state: 'asleep' }))).toContain('unknownWord item:asleep');
  });

  test('of items include both ways to write held, and none at all', () => {
    for (const state of ['held', 'held.assessingCharge', undefined, null]) {
      expect(kindsOf(anOrder({}, { state })).join()).not.toContain('unknownWord');
    }
  });

  test('without a history entry still count, one gone backwards does not count again', () => {
    expect(kindsOf(anOrder({ state: 'completed' }))).toContain('completed completed');
    expect(kindsOf(anOrder({ state: 'acknowledged' }))).toEqual(kindsOf(anOrder()));
  });

  test('completed carries the day the work was done', () => {
    const done = { state: 'completed', stateChange: [change('completed', '20')] };
    const dateOf = (order: object) =>
      snapshotOf(order).facts.find(({ kind }) => kind === 'completed')?.date;
    expect(dateOf(anOrder(done, { completionDate: at('18') }))).toBe('2026-09-18');
    expect(dateOf(anOrder({ ...done, completionDate: at('19') }))).toBe('2026-09-19');
    expect(dateOf(anOrder(done))).toBe('2026-09-20');
  });
});

describe('milestones', () => {
  const milestone = [
    { name: 'TECH_DISPATCHED', date: at('12') },
    { name: 'SITE_SURVEY_DONE', date: at('05'), note: 'fine' },
    { name: 'LOOP_DELIVERED', date: '2026-09-09' },
    { name: 'CAKE_EATEN', date: at('13') },
  ];

  test('are read by the words of the profile, each with its day, between the states', () => {
    const { facts } = snapshotOf(anOrder({}, { milestone }));
    expect(facts.map(({ kind, date, sequence }) => [kind, date, sequence])).toEqual([
      ['acknowledged', undefined, 1],
      ['accepted', undefined, 2],
      ['surveyed', '2026-09-05', 3],
      ['loopDelivered', '2026-09-09', 4],
      ['dispatched', '2026-09-12', 5],
      ['unknownWord', '2026-09-13', 6],
    ]);
  });

  test('of one name on two days are two facts', () => {
    const twice = [milestone[0], { name: 'TECH_DISPATCHED', date: at('15') }];
    expect(kindsOf(anOrder({}, { milestone: twice })).slice(2)).toEqual([
      'dispatched TECH_DISPATCHED@2026-09-12',
      'dispatched TECH_DISPATCHED@2026-09-15',
    ]);
  });
});

describe('the committed date', () => {
  const note = (text: string, day: string, more: object = {}) => ({
    ...{ id: `N-${day}`, author: 'carrier', source: 'seller', text },
    date: at(day),
    ...more,
  });
  const moved = (...notes: object[]) =>
    snapshotOf(anOrder({ note: notes }, { expectedCompletionDate: '2026-09-30T00:00:00Z' }))
      .committedDate;

  test('is absent until the carrier names one', () => {
    expect(snapshotOf(anOrder()).committedDate).toBeNull();
  });

  test('is the day as written, whatever its offset', () => {
    const expectedCompletionDate = '2026-09-30T22:30:00-05:00';
    expect(snapshotOf(anOrder({}, { expectedCompletionDate })).committedDate).toEqual({
      date: '2026-09-30',
      at: at('02'),
      reasonCode: null,
      party: null,
    });
  });

  test.each([
    ['Date moved: permit still missing', '1U', 'third_party'],
    ['moved because of CONSTRUCTION', '1J', 'third_party'],
    ['customer not ready', '1C', 'customer'],
    ['1F: construction crew missed appointment', '1F', 'provider'],
    ['the underlying carrier moved the loop date', '1Z', 'third_party'],
    ['the loop is delayed', '1D', 'provider'],
    ['storm damage', '1K', 'force_majeure'],
    ['reason 1M, see the portal', '1M', 'provider'],
    ['1X', '1X', null],
    ['room 1O, no access', '1G', 'customer'],
    ['we are sorry', 'unknown', null],
  ])('moved with "%s" carries reason %s of %s', (text, reasonCode, party) => {
    expect(moved(note(text, '06'))).toMatchObject({ reasonCode, party, at: at('06') });
  });

  test('takes its reason from the newest note that is not ours', () => {
    const ours = note('permit', '08', { source: 'buyer' });
    const later = note('storm', '07');
    expect(moved(later, note('permit', '05'), ours)).toMatchObject({ reasonCode: '1K' });
  });

  test('takes its reason from the item’s notes as well', () => {
    const order = anOrder(
      {},
      { expectedCompletionDate: at('30'), note: [note('no access', '06')] },
    );
    expect(snapshotOf(order).committedDate).toMatchObject({ reasonCode: '1G' });
    expect(kindsOf(order)).toContain('noteAdded N-06');
  });
});

test.each(['9999-12-31T00:00:00Z', '0001-01-01T00:00:00Z', '1900-01-01', '2026-02-30T00:00:00Z'])(
  'takes %s, which stands for "not known yet" or for no day at all, for no commitment',
  (expectedCompletionDate) => {
    expect(snapshotOf(anOrder({}, { expectedCompletionDate })).committedDate).toBeNull();
  },
);

test('knows the order, ours and theirs, and how long its history is', () => {
  expect(snapshotOf(anOrder({ externalId: ' CO-2026-000123 ' }))).toMatchObject({
    provider: 'comcast',
    providerOrderId: 'PO-1',
    externalId: 'CO-2026-000123',
    historyLength: 2,
    circuitId: null,
  });
});

test('reads the older shape, where items say little', () => {
  const { facts, committedDate } = snapshotOf({
    id: 'PO-1',
    externalId: 'CO-2026-000123',
    state: 'inProgress',
    stateChange: [change('acknowledged', '01'), change('inProgress', '02')],
    productOrderItem: [
      {
        id: '1',
        action: 'add',
        expectedCompletionDate: at('30'),
        requestedItemTerm: { duration: { amount: 36, units: 'calendarMonths' } },
        product: {
          productOffering: { id: 'dia' },
          place: [{ '@type': 'GeographicAddressRef', id: 'A-77', role: 'INSTALL_LOCATION' }],
        },
      },
    ],
  });
  expect(facts.map(({ kind }) => kind)).toEqual(['acknowledged', 'accepted']);
  expect(committedDate?.date).toBe('2026-09-30');
});

test.each([
  ['a state that is a number', { state: 7 }],
  ['a history entry without a date', { stateChange: [{ state: 'inProgress' }] }],
  ['a date that is none', { stateChange: [{ state: 'inProgress', changeDate: 'soon' }] }],
  ['no items', { productOrderItem: [] }],
  ['no id', { id: undefined }],
])('does not read %s', (_what, more) => {
  expect(orderSchema.safeParse(anOrder(more)).success).toBe(false);
});
