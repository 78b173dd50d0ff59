import { anOrderForm, startScriptedCarrier, type ScriptedCarrier } from './scripted-carrier';

let carrier: ScriptedCarrier;
beforeEach(async () => {
  carrier = await startScriptedCarrier();
  carrier.on('POST /productOrder', { status: 201, json: { id: 'PO-1', state: 'acknowledged' } });
});
afterEach(() => carrier.close());

interface Body {
  relatedContactInformation: unknown;
  productOrderItem: [Record<string, unknown>];
}

async function sent(version: 'v5' | 'v6', form = anOrderForm()): Promise<Body> {
  await carrier.provider({ profile: { version } }).submit(form);
  return JSON.parse(carrier.calls.at(-1)?.text ?? '{}') as Body;
}

const bandwidth = (irValue: number) => [{ maxIr: { irValue, irUnits: 'MBPS' } }];

test('carries the whole form in the newer shape', async () => {
  expect(await sent('v6', anOrderForm({ speed: '1G/200M' }))).toEqual({
    externalId: 'CO-2026-000123',
    relatedContactInformation: [
      {
        role: 'productOrderContact',
        name: 'olive',
        emailAddress: 'olive@example.com',
        number: '+1-555-0101',
      },
    ],
    productOrderItem: [
      {
        id: '1',
        action: 'add',
        requestedCompletionDate: '2026-09-01T00:00:00Z',
        relatedBuyerPON: 'CO-2026-000123',
        billingAccount: { id: 'BAN-1' },
        requestedItemTerm: {
          name: '36m',
          duration: { amount: 36, units: 'months' },
          endOfTermAction: 'autoRenew',
        },
        relatedContactInformation: [
          {
            role: 'buyerProductOrderItemContact',
            name: 'olive',
            emailAddress: 'olive@example.com',
            number: '+1-555-0101',
          },
          {
            role: 'buyerImplementationContact',
            name: 'ivan',
            emailAddress: 'ivan@example.com',
            number: '+1-555-0101',
          },
          {
            role: 'buyerTechnicalContact',
            name: 'tess',
            emailAddress: 'tess@example.com',
            number: '+1-555-0100',
          },
        ],
        product: {
          productOffering: { id: 'dia' },
          place: [
            { role: 'INSTALL_LOCATION', place: { '@type': 'GeographicAddressRef', id: 'A-77' } },
          ],
          productConfiguration: {
            '@type': 'urn:mef:lso:spec:cantata-sonata:basic-internet-access:v1.0.0:all',
            ipvc: { ipvcEndPoint: {} },
            ipUni: {
              egressBandwidthProfileEnvelope: bandwidth(1000),
              ingressBandwidthProfileEnvelope: bandwidth(200),
            },
            ipUniAccessLink: {},
            ipUniAccessLinkTrunk: {},
          },
        },
      },
    ],
  });
});

test('differs in place and unit only in the older shape', async () => {
  const [newer] = (await sent('v6')).productOrderItem;
  const [older] = (await sent('v5')).productOrderItem;
  expect(older).toEqual({
    ...newer,
    requestedItemTerm: {
      name: '36m',
      duration: { amount: 36, units: 'calendarMonths' },
      endOfTermAction: 'autoRenew',
    },
    product: {
      ...(newer['product'] as object),
      place: [{ '@type': 'GeographicAddressRef', id: 'A-77', role: 'INSTALL_LOCATION' }],
    },
  });
});

test('keeps the order number as purchase order number in a later revision', async () => {
  const body = await sent('v6', anOrderForm({ revision: 2, externalId: 'CO-2026-000123-R2' }));
  expect(body).toMatchObject({
    externalId: 'CO-2026-000123-R2',
    productOrderItem: [{ relatedBuyerPON: 'CO-2026-000123' }],
  });
});

test('goes with a token and our customer id', async () => {
  await sent('v6');
  const [call] = carrier.calls.slice(-1);
  expect(call?.query.get('buyerId')).toBe('CIRCUIT-ORDERS');
  expect(call?.headers).toMatchObject({
    authorization: 'Bearer token-1',
    'content-type': 'application/json;charset=utf-8',
  });
});

test.each([
  ['cantata', 'v5', 'v1', 'v5'],
  ['cantata', 'v6', 'v2', 'v6'],
  ['sonata', 'v5', 'v7', 'v10'],
  ['sonata', 'v6', 'v8', 'v11'],
] as const)('of %s %s goes to that title and version', async (family, version, place, order) => {
  await carrier.provider({ profile: { family, version } }).submit(anOrderForm());
  expect(carrier.calls.map(({ address }) => address)).toEqual([
    `/mefApi/${family}/geographicAddressManagement/${place}/geographicAddressValidation`,
    `/mefApi/${family}/productOrderingManagement/${order}/productOrder`,
  ]);
});

test('asks for a place once per address', async () => {
  const provider = carrier.provider();
  await provider.submit(anOrderForm());
  await provider.submit(anOrderForm({ orderNumber: 'CO-2026-000124' }));
  const asked = carrier.calls.filter(({ path }) => path === '/geographicAddressValidation');
  expect(asked).toHaveLength(1);
  expect(JSON.parse(asked[0]?.text ?? '')).toEqual({
    instantSyncValidation: true,
    submittedGeographicAddress: {
      '@type': 'GeographicAddress_Query',
      fieldedAddressRepresentation: [
        {
          streetName: '97 Main Street',
          city: 'Austin',
          stateOrProvince: 'TX',
          postcode: '78701',
          countryCode: 'US',
          language: 'en',
        },
      ],
    },
  });
});

test('asks for a place by its fields in the older shape', async () => {
  await sent('v5');
  expect(JSON.parse(carrier.calls[0]?.text ?? '')).toMatchObject({
    provideAlternative: true,
    submittedGeographicAddress: { '@type': 'FieldedAddress', city: 'Austin', country: 'US' },
  });
});

test('is refused for a purpose or speed we have no product for', async () => {
  const provider = carrier.provider();
  for (const [more, path] of [
    [{ purpose: 'Pleasure' }, 'circuitPurpose'],
    [{ speed: 'fast' }, 'speed'],
  ] as const) {
    const answer = await provider.submit(anOrderForm(more));
    expect(answer).toMatchObject({ answer: 'refused', problems: [{ path }] });
  }
  expect(carrier.calls).toEqual([]);
});
