import { aBuyer, aContact, aProduct, type Buyer } from './support/buyer';

let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer();
});
afterEach(() => buyer.sim.close());

const ADDRESS = '/mefApi/cantata/geographicAddressManagement/v2/geographicAddressValidation';
const POQ = '/mefApi/cantata/productOfferingQualification/v8/productOfferingQualification';

const validate = (more: Record<string, unknown> = {}) =>
  buyer.api('POST', ADDRESS, {
    provideAlternative: false,
    submittedGeographicAddress: {
      '@type': 'GeographicAddress_Query',
      fieldedAddressRepresentation: [
        {
          streetNr: '100',
          streetName: 'Congress Avenue',
          city: 'Austin',
          stateOrProvince: 'TX',
          postcode: '78701',
          countryCode: 'US',
          language: 'en',
          ...more,
        },
      ],
    },
  });

const qualify = async (placeId: string, mbps: number, more: Record<string, unknown> = {}) => {
  const { status, body } = await buyer.api('POST', POQ, {
    instantSyncQualification: true,
    provideAlternative: true,
    relatedContactInformation: [aContact('buyerContactInformation')],
    productOfferingQualificationItem: [
      { id: '1', action: 'add', product: aProduct('v6', placeId, mbps) },
    ],
    ...more,
  });
  expect(status).toBe(201);
  return body.productOfferingQualificationItem[0];
};

describe('address validation', () => {
  it('finds the seller’s id, the same for the same place however it is written', async () => {
    const first = await validate();
    const again = await validate({ city: 'AUSTIN', stateOrProvince: 'tx', postcode: '78701-1234' });
    expect(first.status).toBe(201);
    expect(first.body.state).toBe('ready');
    expect(first.body.bestMatchGeographicAddress).toMatchObject({ city: 'Austin' });
    expect(again.body.bestMatchGeographicAddress.id).toBe(first.body.bestMatchGeographicAddress.id);
    const read = await buyer.api('GET', `${ADDRESS}/${first.body.id}`);
    expect(read.body).toEqual(first.body);
  });

  it.each([
    ['a state that does not exist', { stateOrProvince: 'ZZ' }],
    ['a postcode of letters', { postcode: 'ABCDE' }],
    ['a street without a word', { streetNr: '1', streetName: '???' }],
    ['another country', { countryCode: 'Atlantis' }],
  ])('rejects %s', async (_name, more) => {
    const { status, body } = await validate(more);
    expect([status, body.state]).toEqual([201, 'rejected']);
    expect(body).not.toHaveProperty('bestMatchGeographicAddress');
  });

  it('refuses an address without a city', async () => {
    const { status, body } = await validate({ city: undefined });
    expect(status).toBe(422);
    expect(body).toMatchObject([
      {
        code: 'missingProperty',
        propertyPath: '/submittedGeographicAddress/fieldedAddressRepresentation/0/city',
      },
    ]);
  });
});

describe('a qualification', () => {
  it('is green on the seller’s own network', async () => {
    const { body } = await validate();
    const item = await qualify(body.bestMatchGeographicAddress.id, 1000);
    expect(item).toMatchObject({
      state: 'done',
      serviceabilityConfidence: 'green',
      deliveryType: 'onNetWithoutBuild',
      installationInterval: { amount: 35, units: 'businessDays' },
      guaranteedUntilDate: '2026-10-01T08:00:00.000Z',
    });
    expect(item).not.toHaveProperty('3rdPartyProvider');
  });

  it('is yellow where construction is needed, and names who owns the last mile', async () => {
    expect(await qualify('A-TX-787-0123456789', 5000)).toMatchObject({
      serviceabilityConfidence: 'yellow',
      deliveryType: 'onNetWithBuild',
    });
    expect(await qualify('A-MT-598-0123456789', 200)).toMatchObject({
      serviceabilityConfidence: 'yellow',
      deliveryType: 'offNetWithBuild',
      '3rdPartyProvider': 'Prairie Loop Cooperative',
    });
  });

  it.each([
    ['the state is not served', 'A-HI-968-0123456789', 100],
    ['the zone is not served', 'A-TX-797-0123456789', 100],
    ['the speed is not served', 'A-MT-598-0123456789', 1000],
  ])('is red where %s, without interval or guarantee', async (_name, placeId, mbps) => {
    const item = await qualify(placeId, mbps);
    expect(item.serviceabilityConfidence).toBe('red');
    expect(item).not.toHaveProperty('installationInterval');
    expect(item).not.toHaveProperty('guaranteedUntilDate');
  });

  it('proposes the fastest speed of the area instead', async () => {
    const item = await qualify('A-MT-598-0123456789', 1000);
    const proposed = item.alternateProductOfferingProposal[0].product.productConfiguration.ipUni;
    expect(proposed.egressBandwidthProfileEnvelope[0].maxIr).toEqual({
      irValue: 500,
      irUnits: 'MBPS',
    });
  });

  it('differs from street to street in mixed areas, and never from time to time', async () => {
    const seen = new Set<string>();
    for (let street = 0; street < 60; street += 1) {
      const placeId = `A-OH-432-${String(street).padStart(10, '0')}`;
      const item = await qualify(placeId, 100);
      seen.add(item.serviceabilityConfidence);
      if (street < 5) expect(await qualify(placeId, 100)).toEqual(item);
    }
    expect([...seen].sort()).toEqual(['green', 'red', 'yellow']);
  });

  it('says what the scenario says', async () => {
    await buyer.control('PUT', '/scenario', {
      poq: [{ addressId: 'A-TX-787-0123456789', confidence: 'red', reason: 'Flooded.' }],
    });
    expect(await qualify('A-TX-787-0123456789', 100)).toMatchObject({
      serviceabilityConfidence: 'red',
      serviceabilityConfidenceReason: 'Flooded.',
    });
  });

  it('comes later when it need not come at once', async () => {
    await qualify('A-TX-787-0123456789', 100, { instantSyncQualification: false });
    const read = async () => (await buyer.api('GET', `${POQ}/POQ-000001`)).body;
    expect((await read()).productOfferingQualificationItem[0]).not.toHaveProperty(
      'serviceabilityConfidence',
    );
    await buyer.control('POST', '/clock/advance', { ms: 5_000 });
    expect(await read()).toMatchObject({
      state: 'done',
      productOfferingQualificationItem: [{ state: 'done', serviceabilityConfidence: 'green' }],
    });
    expect((await buyer.api('GET', POQ)).body).toEqual([{ id: 'POQ-000001', state: 'done' }]);
  });

  it('refuses what lacks its contact, its place or its switch', async () => {
    const { status, rows } = await buyer.api('POST', POQ, {
      relatedContactInformation: [aContact('somebody')],
      productOfferingQualificationItem: [
        { id: '1', action: 'delete', product: aProduct() },
        { id: '2', action: 'add', product: { ...aProduct(), place: undefined } },
      ],
    });
    expect(status).toBe(422);
    expect(rows.map((issue) => issue.propertyPath)).toEqual([
      '/instantSyncQualification',
      '/relatedContactInformation',
      '/productOfferingQualificationItem/0/action',
      '/productOfferingQualificationItem/1/product/place',
    ]);
  });
});
