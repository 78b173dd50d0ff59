import { anOrderForm, startScriptedCarrier, type ScriptedCarrier } from './scripted-carrier';

let carrier: ScriptedCarrier;
const clock = { nowIso: () => '2026-09-01T10:00:00.000Z' };
const checkedAt = clock.nowIso();
beforeEach(async () => {
  carrier = await startScriptedCarrier();
});
afterEach(() => carrier.close());

function check(
  item: object,
  { state = 'done', version = 'v6' }: { state?: string; version?: 'v5' | 'v6' } = {},
) {
  carrier.on('POST /productOfferingQualification', {
    status: 201,
    json: { id: 'P-1', state, productOfferingQualificationItem: [{ id: '1', state, ...item }] },
  });
  const { address, purpose, speed } = anOrderForm();
  return carrier
    .provider({ clock, profile: { version } })
    .checkServiceability({ address, purpose, speed });
}

test('green tells type, owner, interval and how long it holds', async () => {
  const item = {
    serviceabilityConfidence: 'green',
    serviceabilityConfidenceReason: 'all good',
    installationInterval: { amount: 35, units: 'businessDays' },
    guaranteedUntilDate: '2026-10-01T00:00:00+02:00',
    deliveryType: 'onNetWithoutBuild',
  };
  expect(await check(item)).toEqual({
    colour: 'green',
    reasons: [],
    checkedAt,
    deliveryType: 'onNetWithoutBuild',
    lastMileOwner: 'comcast',
    intervalBusinessDays: 35,
    validUntil: '2026-09-30T22:00:00.000Z',
  });
});

test('off-net names the third party, and nobody when the carrier does not', async () => {
  const item = { serviceabilityConfidence: 'yellow', deliveryType: 'offNetWithBuild' };
  const named = await check({ ...item, '3rdPartyProvider': 'lumen' });
  expect(named.lastMileOwner).toBe('lumen');
  expect((await check({ ...item, '3rdPartyProvider': { name: 'att' } })).lastMileOwner).toBe('att');
  expect(await check(item)).not.toHaveProperty('lastMileOwner');
});

test('red says why', async () => {
  const item = { serviceabilityConfidence: 'red', serviceabilityConfidenceReason: 'no plant' };
  expect(await check(item)).toEqual({ colour: 'red', reasons: ['no plant'], checkedAt });
});

test('the older shape ends in another word and knows neither type nor owner', async () => {
  const item = {
    serviceabilityConfidence: 'green',
    installationInterval: { amount: 2, units: 'calendarMonths' },
    guaranteedUntilDate: '2026-10-01',
  };
  expect(await check(item, { state: 'done.ready', version: 'v5' })).toEqual({
    colour: 'green',
    reasons: [],
    checkedAt,
    intervalBusinessDays: 42,
    validUntil: '2026-10-01',
  });
});

test('an interval in a unit nobody knows is left out', async () => {
  const item = {
    serviceabilityConfidence: 'green',
    installationInterval: { amount: 3, units: 'moons' },
  };
  expect(await check(item)).not.toHaveProperty('intervalBusinessDays');
});

test('an address the carrier does not know is red without asking further', async () => {
  carrier.on('POST /geographicAddressValidation', { json: { validationResult: 'fail' } });
  expect((await check({})).colour).toBe('red');
  expect(carrier.calls).toHaveLength(1);
});

test.each([
  ['inProgress', 'retryable'],
  ['acknowledged', 'retryable'],
  ['terminatedWithError', 'notOffered'],
  ['done.unableToProvide', 'notOffered'],
  ['rejected', 'notOffered'],
])('%s is no colour but trouble of kind %s', async (state, trouble) => {
  await expect(check({}, { state })).rejects.toMatchObject({ trouble });
});

test('asks for an answer at once, with whom to call', async () => {
  await check({ serviceabilityConfidence: 'green' });
  expect(JSON.parse(carrier.calls.at(-1)?.text ?? '')).toMatchObject({
    instantSyncQualification: true,
    provideAlternative: true,
    relatedContactInformation: [{ role: 'buyerContactInformation', number: '+1-555-0100' }],
    productOfferingQualificationItem: [
      {
        action: 'add',
        product: { productOffering: { id: 'dia' }, place: [{ place: { id: 'A-77' } }] },
      },
    ],
  });
});

test('a question the carrier refuses is for a person to ask', async () => {
  carrier.on('POST /productOfferingQualification', { status: 422, json: [] });
  const { address, purpose, speed } = anOrderForm();
  await expect(
    carrier.provider().checkServiceability({ address, purpose, speed }),
  ).rejects.toMatchObject({ trouble: 'notOffered' });
});
