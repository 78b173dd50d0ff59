import { aBuyer, type Buyer } from './support/buyer';

let buyer: Buyer;
afterEach(() => buyer.sim.close());

const pathOf = (version: 'v1' | 'v2') =>
  `/mefApi/cantata/geographicAddressManagement/${version}/geographicAddressValidation`;

const FIELDS = {
  streetNr: '100',
  streetName: 'Congress Avenue',
  city: 'Austin',
  stateOrProvince: 'TX',
  postcode: '78701',
};
const oldBody = (more: object = {}, address: object = FIELDS) => ({
  provideAlternative: true,
  submittedGeographicAddress: { '@type': 'FieldedAddress', ...address, country: 'US', ...more },
});
const queryOf = (representations: object) => ({
  instantSyncValidation: true,
  submittedGeographicAddress: { '@type': 'GeographicAddress_Query', ...representations },
});
const newBody = (more: object = {}) =>
  queryOf({
    fieldedAddressRepresentation: [{ ...FIELDS, countryCode: 'US', language: 'en', ...more }],
  });
const lines = (formattedAddress: string) =>
  queryOf({ formattedAddressRepresentation: [{ formattedAddress }] });

const PATH = '/submittedGeographicAddress';

describe('address validation of the newer generation', () => {
  beforeEach(async () => {
    buyer = await aBuyer();
  });
  const validate = (body: object) => buyer.api('POST', pathOf('v2'), body);
  const idOf = async (body: object) => (await validate(body)).body.bestMatchGeographicAddress.id;
  const problems = async (body: object) => {
    const { status, rows } = await validate(body);
    expect(status).toBe(422);
    return rows.map((issue) => `${issue.code} ${issue.propertyPath}`);
  };

  it('answers at once with the seller’s id, and none of its own', async () => {
    const { status, body } = await validate(newBody({ stateOrProvince: 'tx' }));
    expect(status).toBe(200);
    expect(body).toEqual({
      ...newBody({ stateOrProvince: 'tx' }),
      state: 'ready',
      bestMatchGeographicAddress: {
        '@type': 'GeographicAddress',
        id: expect.stringMatching(/^A-TX-787-/) as unknown,
        hasPublicSite: 'false',
        allowsNewSite: 'true',
        fieldedAddressRepresentation: [{ ...FIELDS, countryCode: 'US', language: 'en' }],
      },
      alternateGeographicAddress: [],
    });
  });

  it('finds the same id for the same place however it is written', async () => {
    const id = await idOf(newBody());
    expect(await idOf(newBody({ city: 'AUSTIN', postcode: '78701-1234' }))).toBe(id);
    expect(await idOf(lines('100 Congress Avenue, Austin, TX 78701, US'))).toBe(id);
    expect(await idOf(lines('100 Congress Avenue\nAustin, tx 78701-1234'))).toBe(id);
  });

  it.each([
    ['a state that does not exist', newBody({ stateOrProvince: 'ZZ' })],
    ['a postcode of letters', newBody({ postcode: 'ABCDE' })],
    ['a street without a word', newBody({ streetNr: '1', streetName: '???' })],
    ['another country', newBody({ countryCode: 'FR' })],
    ['lines without a postcode', lines('100 Congress Avenue, Austin')],
  ])('is ready without a match for %s', async (_name, question) => {
    const { status, body } = await validate(question);
    expect(status).toBe(200);
    expect(body).toEqual({ ...question, state: 'ready', alternateGeographicAddress: [] });
  });

  it('comes later, under an id, when it need not come at once', async () => {
    const reply = await validate({ ...newBody(), instantSyncValidation: false });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ id: 'GAV-000001', state: 'acknowledged' });
    expect(reply.body).not.toHaveProperty('bestMatchGeographicAddress');
    await buyer.control('POST', '/clock/advance', { ms: 5_000 });
    const { body } = await buyer.api('GET', `${pathOf('v2')}/GAV-000001`);
    expect(body).toMatchObject({
      state: 'ready',
      bestMatchGeographicAddress: { '@type': 'GeographicAddress' },
    });
    expect((await buyer.api('GET', `${pathOf('v2')}/GAV-000002`)).status).toBe(404);
  });

  it('refuses the shape of the older one', async () => {
    expect(await problems(oldBody())).toEqual([
      'unexpectedProperty /provideAlternative',
      'missingProperty /instantSyncValidation',
      `invalidValue ${PATH}/@type`,
    ]);
    expect(await problems(newBody({ country: 'US', countryCode: 'USA' }))).toEqual([
      `unexpectedProperty ${PATH}/fieldedAddressRepresentation/0/country`,
      `invalidFormat ${PATH}/fieldedAddressRepresentation/0/countryCode`,
    ]);
    expect(
      await problems(queryOf({ formattedAddressRepresentation: [{ addrLine1: '1 Main St' }] })),
    ).toEqual([
      `unexpectedProperty ${PATH}/formattedAddressRepresentation/0/addrLine1`,
      `missingProperty ${PATH}/formattedAddressRepresentation/0/formattedAddress`,
    ]);
  });

  it.each([
    ['no representation', {}, 'fieldedAddressRepresentation'],
    ['an empty list of them', { fieldedAddressRepresentation: [] }, 'fieldedAddressRepresentation'],
    ['only a point', { geographicPointRepresentation: [{}] }, 'fieldedAddressRepresentation'],
  ])('refuses %s', async (_name, representations, missing) => {
    expect(await problems(queryOf(representations))).toEqual([
      `missingProperty ${PATH}/${missing}`,
    ]);
  });

  it('refuses an address without a city', async () => {
    expect(await problems(newBody({ city: undefined }))).toEqual([
      `missingProperty ${PATH}/fieldedAddressRepresentation/0/city`,
    ]);
  });
});

describe('address validation of the older generation', () => {
  beforeEach(async () => {
    buyer = await aBuyer({ version: 'v5' });
  });
  const validate = (body: object) => buyer.api('POST', pathOf('v1'), body);
  const problems = async (body: object) => {
    const { status, rows } = await validate(body);
    expect(status).toBe(422);
    return rows.map((issue) => `${issue.code} ${issue.propertyPath}`);
  };

  it('answers with the result and the address itself, in fields or in lines', async () => {
    const { status, body } = await validate(oldBody());
    expect(status).toBe(200);
    expect(body).toEqual({
      ...oldBody(),
      validationResult: 'success',
      bestMatchGeographicAddress: {
        ...oldBody().submittedGeographicAddress,
        id: expect.stringMatching(/^A-TX-787-/) as unknown,
        hasPublicSite: false,
        allowsNewSite: true,
      },
      alternateGeographicAddress: [],
    });
    const { streetNr, streetName, ...rest } = FIELDS;
    const inLines = { '@type': 'FormattedAddress', addrLine1: `${streetNr} ${streetName}` };
    const again = await validate(oldBody(inLines, rest));
    expect(again.body.bestMatchGeographicAddress.id).toBe(body.bestMatchGeographicAddress.id);
  });

  it('says fail where nothing matches', async () => {
    const { status, body } = await validate(oldBody({ country: 'Atlantis' }));
    expect(status).toBe(200);
    expect(body).toEqual({
      ...oldBody({ country: 'Atlantis' }),
      validationResult: 'fail',
      alternateGeographicAddress: [],
    });
  });

  it('refuses the shape of the newer one', async () => {
    expect(await problems(newBody())).toEqual([
      'unexpectedProperty /instantSyncValidation',
      'missingProperty /provideAlternative',
      `invalidValue ${PATH}/@type`,
    ]);
    expect(await problems(oldBody({ country: undefined, countryCode: 'US' }))).toEqual([
      `unexpectedProperty ${PATH}/countryCode`,
      `missingProperty ${PATH}/country`,
    ]);
  });
});
