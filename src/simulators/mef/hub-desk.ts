import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { recordExchange } from '../kit/exchange-recorder';
import type { FaultLine, FaultPlan } from '../kit/fault-plan';
import type { Ledger } from '../kit/ledger';
import type { PersistentState } from '../kit/persistent-state';
import type { SimulatorClock } from '../kit/simulator-clock';
import { listenerPath } from './api-versions';
import { eventTypesIn } from './event-query';
import type { HubRecord, JsonObject, MefState } from './mef-state';
import type { SellerEvent } from './seller';

export interface HubDeskParts {
  state: PersistentState<MefState>;
  clock: SimulatorClock;
  ledger: Ledger;
  faults: FaultPlan;
  /** Bearer that callbacks want, if any. */
  callbackToken?: string | undefined;
}

/** Tells the hubs what happened: in order per hub, one attempt each, nothing is promised. */
export interface HubDesk {
  tell(event: SellerEvent): void;
  /** Resolves when every event told so far was tried. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** v5 has its own name for the date event. */
function eventTypeFor(event: SellerEvent, fault: FaultLine | undefined): string {
  const old = event.order.version === 'v5' || fault?.kind === 'v5NamedEvent';
  return old ? event.eventType.replace(/DateSetEvent$/, 'DateSet') : event.eventType;
}

function wants(hub: HubRecord, event: SellerEvent, eventType: string): boolean {
  if (hub.lso !== event.order.lso) return false;
  const types = eventTypesIn(hub.query) ?? null;
  return types === null || [event.eventType, eventType].some((type) => types.includes(type));
}

function bodyOf(event: SellerEvent, eventType: string, now: string, id: string): JsonObject {
  const { order } = event;
  const v5 = order.version === 'v5';
  return {
    eventId: randomUUID(),
    eventType,
    eventTime: now,
    event: {
      id,
      ...(v5 ? { buyerId: order.buyerId, sellerId: order.sellerId } : { state: event.state }),
      orderItemId: event.orderItemId,
      milestoneName: event.milestoneName,
    },
  };
}

export function createHubDesk(parts: HubDeskParts): HubDesk {
  const agent = new Agent({ connect: { timeout: 2_000 }, headersTimeout: 5_000 });
  const queues = new Map<string, Promise<void>>();
  let closed = false;

  async function deliver(hub: HubRecord, path: string, body: JsonObject, facts: JsonObject) {
    if (closed) return;
    const url = `${hub.callback.replace(/\/+$/, '')}${path}`;
    let status = 0;
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: {
          'content-type': 'application/json',
          ...(parts.callbackToken ? { authorization: `Bearer ${parts.callbackToken}` } : {}),
        },
        body: JSON.stringify(body),
      });
      status = answer.statusCode;
      await answer.body.dump();
    } catch (error) {
      facts['error'] = error instanceof Error ? error.message : 'unknown';
    }
    parts.ledger.add('event', { ...facts, status });
    recordExchange({
      direction: 'event',
      method: 'POST',
      path,
      request: body,
      status,
      response: null,
    });
  }

  function enqueue(hub: HubRecord, job: () => Promise<void>): void {
    const before = queues.get(hub.id) ?? Promise.resolve();
    queues.set(hub.id, before.then(job));
  }

  return {
    tell(event) {
      const key = event.order.externalId ?? event.order.id;
      const fault = parts.faults.strike('event', key);
      const eventType = eventTypeFor(event, fault);
      const path = listenerPath(event.order.version, event.order.lso, eventType);
      const id = fault?.kind === 'unknownOrderEvent' ? 'PO-999999' : event.id;
      const body = bodyOf(event, eventType, parts.clock.nowIso(), id);
      const facts = { key, eventType, eventId: body['eventId'], orderId: event.order.id };
      if (fault?.kind === 'dropEvent') {
        parts.ledger.add('eventDropped', facts);
        return;
      }
      for (const hub of parts.state.value.hubs.filter((one) => wants(one, event, eventType))) {
        const job = () => deliver(hub, path, body, { ...facts, hubId: hub.id });
        const delayMs = Number(fault?.with?.['ms'] ?? 1_000);
        if (fault?.kind === 'lateEvent')
          setTimeout(() => {
            enqueue(hub, job);
          }, delayMs).unref();
        else enqueue(hub, job);
        if (fault?.kind === 'duplicateEvent') enqueue(hub, job);
      }
    },
    async settled() {
      await Promise.all(queues.values());
    },
    async close() {
      closed = true;
      await agent.destroy();
      await Promise.all(queues.values());
    },
  };
}
