import { Agent, fetch as undiciFetch, type Response } from 'undici';
import {
  createGraphSimulator,
  type GraphOptions,
  type GraphSimulator,
} from '../../../src/simulators/graph/create-graph-simulator';
import { useTemporaryFolder } from '../../support/temporary-folder';

export const MAILBOX = 'circuit-orders@retail.example';
export const KEY_PROPERTY = 'String {8f3b1a52-6a50-4f0c-9a35-6f2f2f0f7b10} Name mailKey';

/** One authority per suite: making its keys costs more than a start. */
const caFolder = useTemporaryFolder('graph-ca-');

export interface GraphUnderTest {
  simulator: GraphSimulator;
  /** Trusts the simulator's authority, for this suite's calls only. */
  agent: Agent;
  /** A text goes out as it is, anything else as JSON. */
  call(method: string, path: string, body?: unknown, headers?: object): Promise<Response>;
  control(path: string, method?: string, body?: unknown): Promise<globalThis.Response>;
  /** Aborts every call now under way. */
  giveUp(): Promise<void>;
  close(): Promise<void>;
}

export async function fetchToken(simulator: GraphSimulator, agent: Agent): Promise<string> {
  const response = await undiciFetch(simulator.tokenUrl, {
    method: 'POST',
    dispatcher: agent,
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'mailer',
      client_secret: 'mailer-secret',
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

export async function startGraph(options: Partial<GraphOptions> = {}): Promise<GraphUnderTest> {
  const simulator = await createGraphSimulator({
    token: 'sim-token',
    caFolder: caFolder(),
    clientId: 'mailer',
    clientSecret: 'mailer-secret',
    mailbox: MAILBOX,
    latencyMs: 1,
    ...options,
  });
  const newAgent = () => new Agent({ connect: { ca: simulator.caPem } });
  let agent = newAgent();
  const token = await fetchToken(simulator, agent);
  return {
    simulator,
    agent,
    giveUp: async () => {
      await agent.destroy();
      agent = newAgent();
    },
    call: (method, path, body, headers = {}) =>
      undiciFetch(`${simulator.url}/v1.0/users/${MAILBOX}${path}`, {
        method,
        dispatcher: agent,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined
            ? {}
            : { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    control: (path, method = 'GET', body) =>
      fetch(`${simulator.control}/_sim${path}`, {
        method,
        headers: { authorization: 'Bearer sim-token', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await simulator.close();
      await agent.destroy();
    },
  };
}

/** A mail to Dana with a key of ours. */
export const aMail = (key: string, changes: object = {}) => ({
  subject: 'CO-2026-000123 needs your approval',
  body: { contentType: 'html', content: '<p>Site <b>TXH 97</b> &amp; more</p>' },
  toRecipients: [{ emailAddress: { address: 'dana@retail.example', name: 'Dana Ruiz' } }],
  singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: key }],
  ...changes,
});

export const byKey = (key: string) =>
  `singleValueExtendedProperties/Any(ep: ep/id eq '${KEY_PROPERTY}' and ep/value eq '${key.replaceAll("'", "''")}')`;

export interface GraphItem {
  id: string;
  subject: string;
  isDraft: boolean;
  singleValueExtendedProperties?: { id: string; value: string }[];
}

export interface GraphList {
  value: GraphItem[];
  '@odata.nextLink'?: string;
}

export const findPath = (key: string) => `/messages?$filter=${encodeURIComponent(byKey(key))}`;
