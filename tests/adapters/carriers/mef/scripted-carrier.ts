import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import {
  createMefProvider,
  type MefTools,
} from '../../../../src/adapters/carriers/mef/create-mef-provider';
import { COMCAST_DEMO, type MefProfile } from '../../../../src/adapters/carriers/mef-profile';
import { NO_CRASH_POINTS } from '../../../../src/ports/crash-points';
import type { OrderForm, Provider } from '../../../../src/ports/provider';

/** A carrier that says what the test wrote down, call by call, and remembers what it was asked. */
export interface ScriptedCarrier {
  url: string;
  /** Every call but those for tokens. */
  calls: Call[];
  /** Tokens given out so far. */
  tokens: Call[];
  /** The next answers of `POST /productOrder` and the like; the last one stays. */
  on(call: string, ...answers: Answer[]): void;
  provider(more?: Partial<MefTools> & { profile?: Partial<MefProfile> }): Provider;
  close(): Promise<void>;
}

export interface Call {
  method: string;
  /** As sent. */
  address: string;
  /** Without the part that every call of an interface begins with. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  text: string;
}

export type Answer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | ((call: Call, response: ServerResponse) => void);

export async function startScriptedCarrier(): Promise<ScriptedCarrier> {
  const script = new Map<string, Answer[]>();
  const calls: Call[] = [];
  const tokens: Call[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const url = new URL(request.url ?? '/', 'http://carrier');
      const path = url.pathname.replace(/^\/mefApi\/[^/]+\/[^/]+\/v\d+/u, '');
      const { method = '', headers } = request;
      const call = { method, address: url.pathname, path, query: url.searchParams, headers, text };
      (path === '/token' ? tokens : calls).push(call);
      const answers = script.get(`${method} ${path}`) ?? [{ status: 404, json: NOT_FOUND }];
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
      if (typeof answer === 'function') answer(call, response);
      else reply(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const agent = new Agent();
  const on: ScriptedCarrier['on'] = (call, ...answers) => script.set(call, answers);
  let issued = 0;
  on('POST /token', (_call, response) => {
    issued += 1;
    reply(response, { json: { access_token: `token-${issued}`, expires_in: 1000 } });
  });
  on('POST /geographicAddressValidation', {
    json: { state: 'ready', bestMatchGeographicAddress: { id: 'A-77' } },
  });
  return {
    url,
    calls,
    tokens,
    on,
    provider: ({ profile, ...more } = {}) =>
      createMefProvider(
        { ...COMCAST_DEMO, ...profile },
        {
          connection: { url, tokenUrl: `${url}/token`, clientId: 'us', clientSecret: 'se:cret' },
          crashPoints: NO_CRASH_POINTS,
          timeoutMs: 1000,
          dispatcher: agent,
          ...more,
        },
      ),
    async close() {
      await agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const NOT_FOUND = { code: 'notFound', reason: 'not in the script' };

function reply(
  response: ServerResponse,
  { status = 200, headers = {}, json, text }: Exclude<Answer, (...args: never[]) => unknown>,
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const person = (name: string) => ({ name, email: `${name}@example.com`, phone: '+1-555-0101' });

export function anOrderForm(more: Partial<OrderForm> = {}): OrderForm {
  return {
    provider: 'comcast',
    orderNumber: 'CO-2026-000123',
    revision: 1,
    externalId: 'CO-2026-000123',
    purpose: 'Primary',
    speed: '1G',
    termMonths: 36,
    requestedDate: '2026-09-01',
    address: {
      street: '97 Main Street',
      city: 'Austin',
      region: 'TX',
      postcode: '78701',
      country: 'US',
    },
    contacts: {
      order: person('olive'),
      implementation: person('ivan'),
      technical: { ...person('tess'), phone: ' ' },
    },
    ...more,
  };
}
