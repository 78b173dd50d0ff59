import { Agent, type Dispatcher } from 'undici';
import type { Clock } from '../../../ports/clock';
import type { CrashPoints } from '../../../ports/crash-points';
import type { Provider } from '../../../ports/provider';
import type { MefProfile } from '../mef-profile';
import { findCancel, requestCancel } from './cancel-orders';
import { createCarrierHttp } from './carrier-http';
import { checkServiceability } from './check-serviceability';
import { createHub } from './create-hub';
import { createMefClient } from './create-mef-client';
import { createPlaceFinder } from './create-place-finder';
import { createTokenCache } from './create-token-cache';
import { dialectOf } from './dialect';
import { fetchOrder } from './fetch-order';
import { findOrders } from './find-orders';
import { listOpenOrders } from './list-open-orders';
import { parseNotification } from './parse-notification';
import { submitOrder } from './submit-order';
import { toSnapshot } from './to-snapshot';

/*
 * A carrier that speaks the MEF LSO ordering interfaces. The profile says what this carrier is
 * like, a dialect where the two published shapes differ; one file does one operation. An order is
 * sent at most once per call and nothing is repeated here: retries belong to whoever calls.
 */

export interface MefTools {
  connection: MefConnection;
  crashPoints: CrashPoints;
  clock?: Clock;
  /** From the first byte out to the last byte in. */
  timeoutMs?: number;
  /** Tests pass their own, to close it. */
  dispatcher?: Dispatcher;
}

export interface MefConnection {
  /** Where `/mefApi` begins. */
  url: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** Certificate of the authority to trust instead of the usual ones. */
  ca?: string;
}

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5000;
const MAX_BYTES = 1_000_000;

/** The operations the token is for. */
const SCOPES: readonly string[] = [
  'createGeographicAddressValidation',
  'createProductOfferingQualification',
  'createProductOrder',
  'listProductOrder',
  'retrieveProductOrder',
  'createCancelProductOrder',
  'listCancelProductOrder',
  'registerListener',
  'retrieveHub',
];

export function createMefProvider(profile: MefProfile, tools: MefTools): Provider {
  const { connection, crashPoints, clock } = tools;
  const nowMs = () => (clock ? Date.parse(clock.nowIso()) : Date.now());
  const http = createCarrierHttp({
    dispatcher: tools.dispatcher ?? createAgent(connection.ca),
    timeoutMs: tools.timeoutMs ?? TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  const dialect = dialectOf(profile.version);
  const { url: baseUrl, tokenUrl, clientId, clientSecret } = connection;
  const tokens = createTokenCache(
    { tokenUrl, clientId, clientSecret, scopes: SCOPES },
    { http, nowMs },
  );
  const { family, customerId } = profile;
  const client = createMefClient({ http, tokens, dialect, baseUrl, family, customerId, nowMs });
  const places = createPlaceFinder(client, dialect);
  const hub = createHub(client, dialect);
  const parts = { client, places, profile, dialect, crashPoints };

  return {
    key: profile.key,
    checkServiceability: (question) => checkServiceability(question, parts),
    submit: (form) => submitOrder(form, parts),
    find: (externalId, form) => findOrders(externalId, form, parts),
    read: async (id) => toSnapshot(await fetchOrder(client, id), profile),
    listOpen: () => listOpenOrders(client),
    requestCancel: (request) => requestCancel(request, parts),
    findCancel: (providerOrderId) => findCancel(providerOrderId, client),
    subscribe: (callbackUrl) =>
      profile.offers.notifications ? hub.subscribe(callbackUrl) : Promise.resolve(false),
    parseNotification,
  };
}

function createAgent(ca: string | undefined): Agent {
  return new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, ...(ca !== undefined && { ca }) },
  });
}
