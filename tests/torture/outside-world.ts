import type { Endpoints } from '../support/house';
import type { Outside } from './evidence';

type Json = Record<string, unknown>;

export interface FaultWish extends Json {
  operation: string;
  kind: string;
  key?: string;
  attempt?: number;
  times?: number;
  probability?: number;
  with?: Json;
}

export type FaultyPart = 'carrier' | 'servicenow' | 'mail' | 'teams';

/** Hands on the simulators: their own books, their faults, and what people do outside. */
export interface OutsideWorld {
  read(): Promise<Outside>;
  plan(part: FaultyPart, faults: readonly FaultWish[], seed: number): Promise<void>;
  countFaults(): Promise<number>;
  setServiceNowUp(up: boolean): Promise<void>;
  /** Moves the carrier's order on; answers the state it then has. */
  atCarrier(orderNumber: string, wish: Json): Promise<string>;
  tokenFor(person: string): Promise<string>;
  /** A person in Teams; the answer of the bot's endpoint, status 0 or null where none came. */
  inTeams(person: string, path: string, body: Json): Promise<Json>;
  cardsOf(person: string): Promise<{ id: string; card: Json | null }[]>;
}

interface CarrierRecord {
  id: string;
  externalId?: string;
  state: string;
}

export function createOutsideWorld(endpoints: Endpoints): OutsideWorld {
  const { teams, servicenow, carriers, mail, identity } = endpoints;
  const controls: Record<FaultyPart, string> = {
    carrier: carriers.comcast.control,
    servicenow: servicenow.control,
    mail: mail.control,
    teams: teams.control,
  };

  const call = async (control: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${control}/_sim${path}`, {
      method,
      headers: {
        authorization: `Bearer ${endpoints.simulatorToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Json;
  };

  return {
    async read() {
      const [carrier, tasks, mails] = await Promise.all([
        call(controls.carrier, 'POST', '/snapshot', {}),
        call(controls.servicenow, 'POST', '/snapshot', {}),
        call(controls.mail, 'GET', '/messages?folder=inbox'),
      ]);
      const tables = tasks['tables'] as Record<string, Record<string, Record<string, string>>>;
      return {
        carrierOrders: (carrier['orders'] as CarrierRecord[]).map((order) => ({
          id: order.id,
          externalId: order.externalId ?? null,
          state: order.state,
        })),
        tasks: Object.values(tables['sc_task'] ?? {}).map((row) => ({
          sysId: row['sys_id'] ?? '',
          correlationId: row['correlation_id'] ?? '',
          state: row['state'] ?? '',
          modCount: Number(row['sys_mod_count'] ?? 0),
        })),
        mails: (mails['messages'] as { key: string | null; mailbox: string }[]).flatMap((one) =>
          one.key === null ? [] : [{ key: one.key, to: one.mailbox }],
        ),
      };
    },
    async plan(part, faults, seed) {
      await call(controls[part], 'PUT', '/faults', { lines: faults, seed });
    },
    async countFaults() {
      const struck = async (part: FaultyPart, kind: string) => {
        const { entries } = await call(controls[part], 'GET', `/ledger?kind=${kind}`);
        return (entries as Json[]).filter((entry) => entry['fault'] !== undefined).length;
      };
      const counts = await Promise.all([
        struck('carrier', 'request'),
        struck('servicenow', 'fault'),
        struck('mail', 'fault'),
        struck('teams', 'fault'),
      ]);
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async setServiceNowUp(up) {
      await call(controls.servicenow, 'PUT', '/availability', { up });
    },
    async atCarrier(orderNumber, wish) {
      const path = `/orders/${encodeURIComponent(orderNumber)}/do`;
      const order = await call(controls.carrier, 'POST', path, wish);
      return String(order['state']);
    },
    async tokenFor(person) {
      const { token } = await call(identity.control, 'POST', '/tokens', { persona: person });
      return String(token);
    },
    inTeams: (person, path, body) =>
      call(controls.teams, 'POST', `/people/${person}/${path}`, body),
    async cardsOf(person) {
      const { messages } = await call(controls.teams, 'GET', `/people/${person}/messages`);
      return (messages as { id: string; card: Json | null }[]).map(({ id, card }) => ({
        id,
        card,
      }));
    },
  };
}
