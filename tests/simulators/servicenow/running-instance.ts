import {
  createServiceNowSimulator,
  type ServiceNowSimulator,
  type ServiceNowSimulatorOptions,
} from '../../../src/simulators/servicenow/create-service-now-simulator';
import {
  createSimulatorClock,
  type SimulatorClock,
} from '../../../src/simulators/kit/simulator-clock';

export const TOKEN = 'control-token';
export const NOW = '2026-10-06 19:05:00';
export const INTEGRATION = Buffer.from('circuit.orders:integration-secret').toString('base64');
export const ADMIN = Buffer.from('admin:admin-secret').toString('base64');

export const OPTIONS: ServiceNowSimulatorOptions = {
  token: TOKEN,
  clientId: 'client',
  clientSecret: 'client-secret',
  integrationUser: 'circuit.orders',
  integrationPassword: 'integration-secret',
  adminPassword: 'admin-secret',
};

export type Fields = Record<string, unknown>;

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  result: Fields;
  results: Fields[];
  error: { message: string; detail: string | null };
}

export interface CallMore {
  body?: unknown;
  as?: string;
  headers?: Record<string, string>;
}

export interface RunningInstance {
  simulator: ServiceNowSimulator;
  clock: SimulatorClock;
  /** A call of the Table API below `/api/now/table/`, as the integration user unless said. */
  table(method: string, path: string, more?: CallMore): Promise<Answered>;
  /** Any call. */
  call(method: string, path: string, more?: CallMore): Promise<Answered>;
  control(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Inserts a catalog task and returns it as stored. */
  aTask(fields?: Fields): Promise<Record<string, string>>;
}

function parse(text: string): Fields {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return {};
  }
}

/** A simulator on a free port with its clock standing still, and ways to talk to it. */
export async function startInstance(
  more: Partial<ServiceNowSimulatorOptions> = {},
): Promise<RunningInstance> {
  const clock =
    more.clock ??
    createSimulatorClock({ mode: 'paused', nowMs: Date.parse(`${NOW.replace(' ', 'T')}Z`) });
  const simulator = await createServiceNowSimulator({ ...OPTIONS, clock, ...more });

  const call: RunningInstance['call'] = async (method, path, { body, as, headers } = {}) => {
    const response = await fetch(simulator.url.replace('localhost', '127.0.0.1') + path, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Basic ${as ?? INTEGRATION}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = parse(text);
    return {
      status: response.status,
      headers: response.headers,
      text,
      result: (parsed['result'] ?? {}) as Fields,
      results: (parsed['result'] ?? []) as Fields[],
      error: (parsed['error'] ?? { message: '', detail: '' }) as Answered['error'],
    };
  };
  const table: RunningInstance['table'] = (method, path, options) =>
    call(method, `/api/now/table/${path}`, options);
  return {
    simulator,
    clock,
    call,
    table,
    control: (method, path, body) =>
      call(method, `/_sim/${path}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
        ...(body === undefined ? {} : { body }),
      }),
    async aTask(fields = {}) {
      const answer = await table('POST', 'sc_task?sysparm_exclude_reference_link=true', {
        body: fields,
      });
      return answer.result as Record<string, string>;
    },
  };
}
