import {
  createMefSimulator,
  type MefSimulator,
  type MefSimulatorOptions,
} from '../../../../src/simulators/mef/create-mef-simulator';
import { createSimulatorClock } from '../../../../src/simulators/kit/simulator-clock';

export const CONTROL_TOKEN = 'control-token';
export const START_MS = Date.parse('2026-09-01T08:00:00.000Z');

/** What goes over the wire, as far as a test may look inside. Whether it is there is the test. */
export interface Wire {
  id: string;
  externalId: string;
  action: string;
  name: string;
  number: string;
  state: string;
  status: string;
  code: string;
  reason: string;
  error: string;
  propertyPath: string;
  orderDate: string;
  cancellationDate: string;
  requestedCompletionDate: string;
  expectedCompletionDate: string | undefined;
  expediteAcceptedIndicator: boolean;
  serviceabilityConfidence: string;
  recurringChargePeriod: unknown;
  units: string;
  endOfTermAction: string;
  irValue: number;
  eventId: string;
  eventType: string;
  event: Wire;
  product: Wire;
  productOffering: Wire;
  productConfiguration: Wire;
  ipvc: object;
  ipUni: Wire;
  maxIr: Wire;
  egressBandwidthProfileEnvelope: Wires;
  relatedContactInformation: Wires;
  requestedItemTerm: Wire;
  duration: Wire;
  billingAccount: Wire;
  quoteItem: object;
  productOfferingQualificationItem: Wires;
  alternateProductOfferingProposal: Wires;
  alternateProduct: Wire;
  bestMatchGeographicAddress: Wire;
  productOrder: object;
  productOrderItem: Wires;
  stateChange: Wires;
  milestone: Wires | undefined;
  note: Wires;
  chargeItem: Wires;
  entries: Wires;
  summary: Wire;
  duplicates: object;
  liveDuplicates: object;
}
export type Wires = [Wire, ...Wire[]];

export interface Reply {
  status: number;
  body: Wire;
  /** The same body where the answer is a list. */
  rows: Wires;
  headers: Headers;
}

/** Takes a property away, whatever its type says. */
export function drop(from: object, name: string): void {
  Reflect.deleteProperty(from, name);
}

/** A buyer at a simulator of its own, whose clock stands still unless told otherwise. */
export interface Buyer {
  sim: MefSimulator;
  token: string;
  ordering: string;
  api(method: string, path: string, body?: unknown): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  act(key: string, wish: Record<string, unknown>): Promise<Reply>;
  /** Posts an order and answers it. */
  place(body?: object): Promise<Wire>;
  read(id: string): Promise<Wire>;
}

export async function talk(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Reply> {
  const answer = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  let parsed: unknown = text;
  try {
    parsed = text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    // Stays the text.
  }
  return {
    status: answer.status,
    body: parsed as Wire,
    rows: parsed as Wires,
    headers: answer.headers,
  };
}

export async function fetchToken(sim: MefSimulator): Promise<string> {
  const answer = await fetch(sim.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: sim.clientId,
      client_secret: sim.clientSecret,
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

export async function aBuyer(options: Partial<MefSimulatorOptions> = {}): Promise<Buyer> {
  const sim = await createMefSimulator({
    token: CONTROL_TOKEN,
    clock: createSimulatorClock({ mode: 'paused', nowMs: START_MS }),
    ...options,
  });
  const token = await fetchToken(sim);
  const version = options.version ?? 'v6';
  const ordering = `/mefApi/cantata/productOrderingManagement/${version}`;
  const api: Buyer['api'] = (method, path, body) =>
    talk(
      `${sim.url}${path.startsWith('/mefApi') ? '' : ordering}${path}`,
      method,
      { authorization: `Bearer ${token}` },
      body,
    );
  const control: Buyer['control'] = (method, path, body) =>
    talk(`${sim.url}/_sim${path}`, method, { authorization: `Bearer ${CONTROL_TOKEN}` }, body);
  return {
    sim,
    token,
    ordering,
    api,
    control,
    act: (key, wish) => control('POST', `/orders/${encodeURIComponent(key)}/do`, wish),
    place: async (body = anOrder()) => (await api('POST', '/productOrder', body)).body,
    read: async (id) => (await api('GET', `/productOrder/${id}`)).body,
  };
}

export function aContact(role: string) {
  return { role, name: 'Sam Okafor', emailAddress: 'sam@retail.example', number: '+1 555 0100' };
}

const bandwidth = (mbps: number) => [{ maxIr: { irValue: mbps, irUnits: 'MBPS' } }];

export function aProduct(
  version: 'v5' | 'v6' = 'v6',
  placeId = 'A-TX-787-0123456789',
  mbps = 1000,
) {
  const where = { '@type': 'GeographicAddressRef', id: placeId };
  return {
    productOffering: { id: 'dia' },
    place:
      version === 'v6'
        ? [{ role: 'INSTALL_LOCATION', place: where }]
        : [{ ...where, role: 'INSTALL_LOCATION' }],
    productConfiguration: {
      '@type': 'urn:mef:lso:spec:cantata-sonata:basic-internet-access:v1.0.0:all',
      ipvc: { ipvcEndPoint: {} },
      ipUni: {
        egressBandwidthProfileEnvelope: bandwidth(mbps),
        ingressBandwidthProfileEnvelope: bandwidth(mbps),
      },
      ipUniAccessLink: {},
      ipUniAccessLinkTrunk: {},
    },
  };
}

export function anItem(version: 'v5' | 'v6' = 'v6', id = '1'): Wire {
  const item: unknown = {
    id,
    action: 'add',
    requestedCompletionDate: '2026-10-01T00:00:00Z',
    relatedBuyerPON: 'CO-2026-000123',
    billingAccount: { id: 'BAN-1' },
    requestedItemTerm: {
      name: '36m',
      duration: { amount: 36, units: version === 'v6' ? 'months' : 'calendarMonths' },
      endOfTermAction: 'autoRenew',
    },
    relatedContactInformation: [
      aContact('buyerProductOrderItemContact'),
      aContact('buyerImplementationContact'),
      aContact('buyerTechnicalContact'),
    ],
    product: aProduct(version),
  };
  return item as Wire;
}

export function anOrder(externalId = 'CO-2026-000123', version: 'v5' | 'v6' = 'v6'): Wire {
  const order: unknown = {
    externalId,
    projectId: 'WAVE-1',
    relatedContactInformation: [aContact('productOrderContact')],
    productOrderItem: [anItem(version)],
  };
  return order as Wire;
}
