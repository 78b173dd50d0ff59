import { aBuyer, aContact, aProduct, type Buyer } from './support/buyer';

let buyer: Buyer;
beforeEach(async () => {
  buyer = await aBuyer();
});
afterEach(() => buyer.sim.close());

const POQ = '/mefApi/cantata/productOfferingQualification/v8/productOfferingQualification';

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

describe('a qualification', () => {
  it('is green on the seller’s own network', async () => {
    const item = await qualify('A-TX-787-0123456789', 1000);
    expect(item).toMatchObject({
      state: 'done',
      stateChange: [{ state: 'done', changeDate: '2026-09-01T08:00:00.000Z' }],
      alternateProductOfferingProposal: [],
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
    const [proposal] = item.alternateProductOfferingProposal;
    expect(proposal).toMatchObject({
      id: '1',
      serviceabilityConfidence: 'yellow',
      installationInterval: { amount: 120, units: 'businessDays' },
      deliveryType: 'offNetWithBuild',
      alternateProduct: { productOffering: { id: 'dia' } },
    });
    const proposed = proposal.alternateProduct.productConfiguration.ipUni;
    expect(proposed.egressBandwidthProfileEnvelope[0].maxIr).toEqual({
      irValue: 500,
      irUnits: 'MBPS',
    });
    const unasked = { provideAlternative: false };
    expect(await qualify('A-MT-598-0123456789', 1000, unasked)).not.toHaveProperty(
      'alternateProductOfferingProposal',
    );
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
    await qualify('A-TX-787-0123456789', 100, {
      instantSyncQualification: false,
      requestedPOQCompletionDate: '2026-09-01T00:00:00Z',
    });
    const read = async () => (await buyer.api('GET', `${POQ}/POQ-000001`)).body;
    expect((await read()).productOfferingQualificationItem[0]).not.toHaveProperty(
      'serviceabilityConfidence',
    );
    await buyer.control('POST', '/clock/advance', { ms: 5_000 });
    expect(await read()).toMatchObject({
      state: 'done',
      stateChange: [{ state: 'acknowledged' }, { state: 'done' }],
      productOfferingQualificationItem: [{ state: 'done', serviceabilityConfidence: 'green' }],
    });
    expect((await buyer.api('GET', POQ)).body).toEqual([
      {
        id: 'POQ-000001',
        state: 'done',
        creationDate: '2026-09-01T08:00:00.000Z',
        requestedPOQCompletionDate: '2026-09-01T00:00:00Z',
      },
    ]);
  });

  it('ends without an answer where the seller cannot say', async () => {
    await buyer.control('PUT', '/scenario', { poq: [{ unable: true }] });
    const item = await qualify('A-TX-787-0123456789', 100);
    expect(item).toMatchObject({
      state: 'terminatedWithError',
      terminationError: [{ code: 'otherIssue' }],
    });
    expect((await buyer.api('GET', `${POQ}/POQ-000001`)).body.state).toBe('terminatedWithError');
  });

  it('refuses what lacks its contact, its place or its switches', async () => {
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
      '/provideAlternative',
      '/relatedContactInformation',
      '/productOfferingQualificationItem/0/action',
      '/productOfferingQualificationItem/1/product/place',
    ]);
  });

  it('refuses to have been ready yesterday, and a place in the older shape', async () => {
    const place = { '@type': 'FieldedAddress', streetName: 'Main St', city: 'Austin' };
    const product = { ...aProduct(), place: [{ role: 'INSTALL_LOCATION', place }] };
    const { status, rows } = await buyer.api('POST', POQ, {
      instantSyncQualification: false,
      provideAlternative: false,
      requestedPOQCompletionDate: '2026-08-31T23:59:59Z',
      relatedContactInformation: [aContact('buyerContactInformation')],
      productOfferingQualificationItem: [{ id: '1', action: 'add', product }],
    });
    expect(status).toBe(422);
    expect(rows.map((issue) => `${issue.code} ${issue.propertyPath}`)).toEqual([
      'invalidValue /requestedPOQCompletionDate',
      'invalidValue /productOfferingQualificationItem/0/product/place/0/place/@type',
    ]);
  });
});
