import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import { openApiStage, ORDER, type ApiStage, type Json } from './support/api-stage';

let stage: ApiStage;
let document: Json;
const ajv = addFormats(new Ajv2020({ strict: false, allowUnionTypes: true }));

beforeAll(async () => {
  stage = await openApiStage();
  document = (await stage.call(null, 'GET', '/openapi.json')).body;
  ajv.addSchema(document, 'api');
});
afterAll(() => stage.close());

/** Whether a body is one the document describes under this name. */
const fits = (name: string, body: unknown) =>
  ajv.validate({ $ref: `api#/components/schemas/${name}` }, body);

const VALUES: [string, unknown[], unknown[]][] = [
  ['circuit_purpose', ['Primary', 'Guest'], ['Spare', null, 1, true]],
  ['speed', ['1G', '500M', '100M/20M', '1.5G', '10 Gbps'], ['fast', '500', 1000, null, '1G/']],
  [
    'justification',
    ['A reason of some length.'],
    ['Short', 12345678901, null, [], 'x'.repeat(2001)],
  ],
  ['target_date', ['2026-06-01', null], ['2026-02-30', '1 June', 20260601, true]],
  [
    'monthly_cost',
    ['500', '500.5', '0.00', 500, 500.25, null],
    ['-1', -1, '1.005', '1e3', 1e8, []],
  ],
  ['contract_term', [1, 120, '36', null], [0, 121, 1.5, 'long', '0', '121', false]],
  ['notes', ['Any words.', '', null], [1, {}, 'x'.repeat(4001), 'a\u009bb', '\u202e']],
  ['colour', [], ['green']],
];

describe.each(VALUES)('of %s', (field, good, bad) => {
  test('calls good what is taken, and nothing else', async () => {
    for (const value of [...good, ...bad]) {
      const body = { ...ORDER, [field]: value };
      const checked = await stage.call('sam', 'POST', '/api/orders/check', { body });
      const problems = checked.body['problems'] as Json[];
      const isGood = good.includes(value);
      const taken = checked.status === 200 && problems.length === 0;
      expect([value, taken, fits('CreateRequest', body)]).toEqual([value, isGood, isGood]);
      expect([value, fits('EditRequest', { [field]: value })]).toEqual([value, isGood]);
      expect(fits('CheckRequest', body)).toBe(true);
    }
  });
});

test('asks for the fields a draft cannot do without, where all are given', () => {
  for (const field of ['site_id', 'circuit_purpose', 'provider', 'speed', 'justification']) {
    const rest = Object.fromEntries(Object.entries(ORDER).filter(([name]) => name !== field));
    expect([field, fits('CreateRequest', rest), fits('ReplaceRequest', rest)]).toEqual([
      ...[field, false, false],
    ]);
    expect(fits('EditRequest', rest)).toBe(true);
  }
});

test('asks for what was seen, and names no action that has a route of its own', () => {
  const seen = { stage: 'drafted', revision: 1 };
  expect(fits('TransitionRequest', { action: 'cancel', seen })).toBe(true);
  expect(fits('TransitionRequest', { action: 'cancel' })).toBe(false);
  expect(fits('TransitionRequest', { action: 'cancel', to_status: 'cancelled', seen })).toBe(false);
  expect(fits('TransitionRequest', { action: 'edit', seen })).toBe(false);
  expect(fits('TransitionRequest', { action: 'create', seen })).toBe(false);
});

test('describes the headers that clients act on', () => {
  const paths = document['paths'] as Record<string, Record<string, Json>>;
  const headersOf = (method: string, path: string, status: number) => {
    const responses = paths[path]?.[method]?.['responses'] as Record<number, Json>;
    return Object.keys(responses[status]?.['headers'] ?? {});
  };
  expect(headersOf('get', '/api/orders/{id}', 200)).toEqual(['ETag']);
  expect(headersOf('post', '/api/orders', 201)).toEqual([
    ...['Location', 'ETag', 'Idempotency-Replayed'],
  ]);
  expect(headersOf('get', '/api/me', 401)).toEqual(['WWW-Authenticate']);
  expect(headersOf('get', '/api/me', 429)).toEqual(['Retry-After']);
});

test('gives every operation a name, and every required property a description', () => {
  const paths = document['paths'] as Record<string, Record<string, Json>>;
  const all = Object.values(paths).flatMap((path) => Object.values(path));
  expect(new Set(all.map((operation) => operation['operationId'])).size).toBe(all.length);
  const undescribed: string[] = [];
  const look = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { properties = {}, required } = value as { properties?: Json; required?: unknown };
    const names = Array.isArray(required) ? required.map(String) : [];
    undescribed.push(...names.filter((name) => !Object.hasOwn(properties, name)));
    // What must not be together is described where it belongs.
    Object.entries(value).forEach(([name, part]) => {
      if (name !== 'not') look(part);
    });
  };
  look(document);
  expect(undescribed).toEqual([]);
});
