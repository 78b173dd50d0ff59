import { Agent } from 'undici';
import { createMefProvider } from '../../../../src/adapters/carriers/mef/create-mef-provider';
import { COMCAST_DEMO } from '../../../../src/adapters/carriers/mef-profile';
import {
  eventsOf,
  toKnown,
  type KnownSnapshot,
} from '../../../../src/domain/order/provider-snapshot';
import { NO_CRASH_POINTS } from '../../../../src/ports/crash-points';
import type { OrderForm, Provider } from '../../../../src/ports/provider';
import { createMefSimulator } from '../../../../src/simulators/mef/create-mef-simulator';
import { anOrderForm } from './scripted-carrier';

const NOW = Date.parse('2026-09-01T15:00:00Z');
const TIMEOUT_MS = 1000;

/** The carrier's simulator on a paused clock, where orders move only when told, and its client. */
export async function startSimulatedCarrier(version: 'v5' | 'v6') {
  const simulator = await createMefSimulator({ token: 'sim-token', version });
  simulator.clock.set({ mode: 'paused', nowMs: NOW });
  const agent = new Agent();
  let number = 0;

  /** A client that remembers nothing, as after a restart. */
  const aProvider = (): Provider =>
    createMefProvider(
      { ...COMCAST_DEMO, version },
      {
        connection: {
          url: simulator.url,
          tokenUrl: simulator.tokenUrl,
          clientId: simulator.clientId,
          clientSecret: simulator.clientSecret,
        },
        crashPoints: NO_CRASH_POINTS,
        timeoutMs: TIMEOUT_MS,
        dispatcher: agent,
      },
    );

  const control = async (method: string, path: string, body?: unknown): Promise<void> => {
    const response = await fetch(`${simulator.url}/_sim${path}`, {
      method,
      headers: { authorization: 'Bearer sim-token', 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };

  const aForm = (more: Partial<OrderForm> = {}): OrderForm => {
    number += 1;
    const key = `CO-2026-${String(number).padStart(6, '0')}`;
    return anOrderForm({
      ...{ orderNumber: key, externalId: key, requestedDate: '2026-12-01' },
      ...more,
    });
  };

  return {
    simulator,
    aProvider,
    aForm,
    control,
    tell: (key: string, wish: string, facts: object = {}) =>
      control('POST', `/orders/${key}/do`, { do: wish, ...facts }),
    strike: (operation: string, kind: string, more: object = {}) =>
      control('PUT', '/faults', [{ operation, kind, times: 1, ...more }]),
    async reset() {
      await control('POST', '/reset');
      await control('PUT', '/scenario', { freeze: true, conformance: { checkScopes: true } });
    },
    async placeOrder(provider: Provider): Promise<{ key: string; id: string }> {
      const form = aForm();
      const answer = await provider.submit(form);
      if (answer.answer !== 'accepted') throw new Error(JSON.stringify(answer));
      return { key: form.externalId, id: answer.providerOrderId };
    },
    async close() {
      await agent.destroy();
      await simulator.close();
    },
  };
}

export type SimulatedCarrier = Awaited<ReturnType<typeof startSimulatedCarrier>>;

/** Reads an order again and again as the poller does: what is new each time, notes apart. */
export function watch(provider: Provider, id: string): () => Promise<string[]> {
  let known: KnownSnapshot | null = null;
  const seen = new Set<string>();
  return async () => {
    const snapshot = await provider.read(id);
    const events = eventsOf(snapshot, known).filter(({ key }) => !seen.has(key));
    known = toKnown(snapshot, known);
    for (const { key } of events) seen.add(key);
    return events
      .filter(({ kind }) => kind !== 'noteAdded')
      .map(({ kind, date, reasonCode }) => [kind, date, reasonCode].filter(Boolean).join(' '));
  };
}
