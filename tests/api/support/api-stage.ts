import { randomUUID } from 'node:crypto';
import { createServer, request as rawRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDirectory } from '../../../src/adapters/postgres/directory';
import type { Config } from '../../../src/config';
import type { Adapters } from '../../../src/create-adapters';
import { createLogger } from '../../../src/log';
import { hookSecretOf, openApi } from '../../../src/open-api';
import { NO_CRASH_POINTS } from '../../../src/ports/crash-points';
import type { Provider } from '../../../src/ports/provider';
import {
  createIdentitySimulator,
  type IdentitySimulator,
} from '../../../src/simulators/identity/create-identity-simulator';
import type { TokenOrder } from '../../../src/simulators/identity/identity-control-routes';
import type { Tools } from '../../../src/use-cases/tools';
import {
  createProjectingRuntime,
  type ProjectingRuntime,
} from '../../bot/support/projecting-runtime';
import type { Order } from '../../../src/domain/order/order';
import { PURPOSES } from '../../../src/domain/order/fields';
import { createOrderBench, FIELDS, NOW, type OrderBench } from '../../support/order-bench';

export type Json = Record<string, unknown>;

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
  text: string;
}

export interface Asking {
  headers?: Record<string, string>;
  /** Sent as JSON; text is sent as it is. */
  body?: unknown;
}

/** The API behind a real socket on a real database; a runtime that records at once stands behind. */
export interface ApiStage {
  origin: string;
  bench: OrderBench;
  identity: IdentitySimulator;
  runtime: ProjectingRuntime;
  log: string[];
  /** Path part that lets a carrier's call-back in. */
  hookSecret: string;
  token(key: string, order?: TokenOrder): string;
  /** `who`: key of a person; null: no token. */
  call(who: string | null, method: string, path: string, asking?: Asking): Promise<Answer>;
  /** A draft of Sam’s for a site and purpose no other order here has, approved in one step. */
  newDraft(): Promise<Order>;
  raw(method: string, path: string, headers: Record<string, string>): Promise<RawAnswer>;
  close(): Promise<void>;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
}

export const CLIENT = {
  clientId: '2c5bb7a8-9d4f-4f0a-8a63-6e1f5f0c7b11',
  clientSecret: 'a secret of the web',
  audience: '7d0f2a55-3f43-4b8e-a4a7-0b1c7d9e5a21',
};

const MODEST = { monthlyCost: '300.00', installCost: '100.00' };
const SITES = ['TXH', 'TXD', 'CAL', 'WAS', 'AZP', 'COD', 'ILC', 'NCC', 'FLO', 'GAA'].flatMap(
  (prefix) => ['97', '14', '33', '08'].map((number) => `${prefix}${number}`),
);

/** `factor`: how much wider the limits per minute are than by default. */
export async function openApiStage(factor = 1_000): Promise<ApiStage> {
  const bench = await createOrderBench();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const identity = await createIdentitySimulator({
    token: 'control-token',
    clients: [{ ...CLIENT, redirectUris: [`${origin}/auth/callback`] }],
  });
  const runtime = createProjectingRuntime(bench);
  const clock = { nowIso: () => NOW };
  const providers = new Map([['comcast', carrier]]);
  const tools: Tools = {
    ...{ orders: bench.orders, directory: createDirectory(bench.app), runtime, providers, clock },
    ...{ crashPoints: NO_CRASH_POINTS, patienceMs: 1_500, newId: () => randomUUID() },
  };
  const config = {
    DATABASE_URL: bench.database.urls.app,
    ENTRA_TENANT_ID: identity.tenantId,
    ENTRA_ISSUER: identity.issuer,
    ENTRA_METADATA_URL: identity.metadataUrl,
    ENTRA_AUDIENCE: CLIENT.audience,
    ENTRA_CLIENT_ID: CLIENT.clientId,
    ENTRA_CLIENT_SECRET: CLIENT.clientSecret,
    WEB_SESSION_KEY: 'a session key of more than thirty-two characters',
    WEB_DIR: `${__dirname}/web`,
    WEB_HOME_URL: '/home',
    RATE_LIMIT_FACTOR: factor,
  };
  const log: string[] = [];
  let drafted = 0;
  const api = openApi(
    config as unknown as Config,
    { app: bench.app, providers, runtime, clock } as unknown as Adapters,
    tools,
    createLogger('debug', { write: (line) => void log.push(line) }),
    origin,
  );
  server.on('request', api.handler);

  const stage: ApiStage = {
    ...{ origin, bench, identity, runtime, log },
    hookSecret: hookSecretOf(config as unknown as Config),
    token: (key, order = {}) => identity.mintToken({ persona: key, ...order }),
    async call(who, method, path, { headers = {}, body } = {}) {
      const response = await fetch(`${origin}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(who === null ? {} : { authorization: `Bearer ${stage.token(who)}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      const read = isJson && text !== '' ? (JSON.parse(text) as Json) : {};
      return { status: response.status, headers: response.headers, body: read, text };
    },
    newDraft() {
      const place = drafted % SITES.length;
      const purpose = PURPOSES[Math.floor(drafted / SITES.length)] ?? 'Primary';
      drafted += 1;
      const siteId = SITES[place] ?? '';
      return bench.draft({ ...FIELDS, ...MODEST, siteId, circuitPurpose: purpose });
    },
    // Sends the head of a request and nothing else: what answers has not waited for a body.
    raw: (method, path, headers) =>
      new Promise((resolve, reject) => {
        const { port } = new URL(origin);
        const options = { host: '127.0.0.1', port, method, path, headers };
        const asked = rawRequest(options, (response) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers });
          asked.destroy();
        });
        asked.once('error', reject);
        asked.flushHeaders();
      }),
    async close() {
      await api.close();
      await identity.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await bench.close();
    },
  };
  return stage;
}

/** Is not sure about 2G and serves everything else. */
const carrier = {
  checkServiceability: ({ speed }: { speed: string }) =>
    Promise.resolve({ colour: speed === '2G' ? 'yellow' : 'green', reasons: [], checkedAt: NOW }),
} as unknown as Provider;

/** What is wrong, as `code pointer` lines. */
export function wrongs({ body }: Answer): string[] {
  const errors = (body['errors'] ?? []) as { pointer: string; parameter?: string; code: string }[];
  return errors.map(({ pointer, parameter, code }) => `${code} ${parameter ?? pointer}`).sort();
}

/** A good order as a client writes it. */
export const ORDER = {
  site_id: 'TXH97',
  circuit_purpose: 'Primary',
  provider: 'comcast',
  speed: '1G',
  justification: 'The store opens in May and needs a line.',
  target_date: '2026-06-01',
  monthly_cost: '1800.00',
  install_cost: '1000.00',
  contract_term: 36,
};

export interface Operation {
  method: string;
  path: string;
}

/** Every operation of the route table as it is published, with an order number in its path. */
export async function operations(stage: ApiStage): Promise<Operation[]> {
  const { body } = await stage.call(null, 'GET', '/openapi.json');
  const paths = body['paths'] as Record<string, Record<string, Json>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation['x-permission'] !== undefined)
      .map(([method]) => ({
        method: method.toUpperCase(),
        path: path.replace('{id}', 'CO-2026-000001'),
      })),
  );
}
