import { createServiceNowMirror } from '../../../src/adapters/servicenow/create-servicenow-mirror';
import type { ServiceNowSettings } from '../../../src/adapters/servicenow/servicenow-settings';
import { NO_CRASH_POINTS, type CrashPoints } from '../../../src/ports/crash-points';
import type { MirrorOutcome, TaskMirror, TaskState } from '../../../src/ports/task-mirror';
import {
  createServiceNowSimulator,
  type ServiceNowSimulator,
  type ServiceNowSimulatorOptions,
} from '../../../src/simulators/servicenow/create-service-now-simulator';

export const ORDER = {
  orderNumber: 'CO-2026-000123',
  fields: {
    state: '1',
    shortDescription: 'CO-2026-000123 TXH97 Primary 500 Mbps',
    description: 'Justification: new store.',
    dueDate: '2026-05-01 00:00:00',
  },
} as const;
export const MARKER = '0123456789ab';
export const LONG_AGO = '2020-01-01 00:00:00';

type Row = Record<string, string>;

export interface SimulatedInstance {
  simulator: ServiceNowSimulator;
  control(method: string, path: string, body?: unknown): Promise<{ result?: Row }>;
  /** Adds a fault that strikes once, unless said otherwise. */
  strike(operation: string, kind: string, more?: object): Promise<unknown>;
  turn(knobs: object): Promise<unknown>;
  newMirror(changes?: Partial<ServiceNowSettings>, crashPoints?: CrashPoints): TaskMirror;
  /** What an administrator sees in a table, past our rights. */
  rowsOf(table: string, query: string): Promise<Row[]>;
  ourTasks(): Promise<Row[]>;
  notesOf(sysId: string): Promise<Row[]>;
}

/** The real simulator with a canary, and one hand behind its counter. */
export async function startSimulatedInstance(
  options: Partial<ServiceNowSimulatorOptions> = {},
): Promise<SimulatedInstance> {
  const simulator = await createServiceNowSimulator({
    token: 'sim-token',
    clientId: 'orders',
    clientSecret: 'orders-secret',
    integrationUser: 'circuit.orders',
    integrationPassword: 'integration-secret',
    adminPassword: 'admin-secret',
    ...options,
  });
  const control: SimulatedInstance['control'] = async (method, path, body) => {
    const response = await fetch(`${simulator.url}/_sim${path}`, {
      method,
      headers: { authorization: 'Bearer sim-token', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? {} : ((await response.json()) as { result?: Row });
  };
  const admin = Buffer.from('admin:admin-secret').toString('base64');
  const rowsOf: SimulatedInstance['rowsOf'] = async (table, query) => {
    const response = await fetch(
      `${simulator.url}/api/now/table/${table}?sysparm_query=${encodeURIComponent(query)}`,
      { headers: { authorization: `Basic ${admin}` } },
    );
    return ((await response.json()) as { result: Row[] }).result;
  };
  let canarySysId = '';
  if (options.tls === undefined) {
    const canary = await control('POST', '/insert', { fields: { short_description: 'Canary' } });
    canarySysId = canary.result?.['sys_id'] ?? '';
  }
  return {
    simulator,
    control,
    rowsOf,
    strike: (operation, kind, more = {}) =>
      control('POST', '/faults/add', { operation, kind, times: 1, ...more }),
    turn: (knobs) => control('PUT', '/knobs', knobs),
    ourTasks: () => rowsOf('sc_task', 'correlation_display=circuit-orders'),
    notesOf: (sysId) => rowsOf('sys_journal_field', `element_id=${sysId}`),
    newMirror: (changes = {}, crashPoints = NO_CRASH_POINTS) =>
      createServiceNowMirror(
        {
          url: simulator.url,
          auth: 'oauth',
          clientId: 'orders',
          clientSecret: 'orders-secret',
          user: 'circuit.orders',
          canarySysId: canarySysId === '' ? undefined : canarySysId,
          timeouts: { connectMs: 3_000, readMs: 4_000, writeMs: 4_000 },
          ...changes,
        },
        { crashPoints, clock: { nowIso: () => new Date().toISOString() } },
      ),
  };
}

/** Calls until the outcome is settled, as the owner of the task does. */
export async function settle<T>(
  attempt: () => Promise<MirrorOutcome<T>>,
): Promise<MirrorOutcome<T>> {
  for (let left = 12; left > 0; left -= 1) {
    const outcome = await attempt();
    if (outcome.outcome !== 'retry_later' && outcome.outcome !== 'unknown') return outcome;
  }
  throw new Error('Never settled.');
}

export async function aTask(mirror: TaskMirror): Promise<TaskState> {
  const outcome = await settle(() => mirror.ensureTask(ORDER));
  if (outcome.outcome !== 'ok') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

export const aNote = (sysId: string) =>
  ({
    sysId,
    orderNumber: ORDER.orderNumber,
    marker: MARKER,
    text: 'The carrier confirmed.',
    kind: 'work',
  }) as const;
