import { createDatabase, type Database } from '../../../src/adapters/postgres/pool';
import type { Checker, Evidence } from '../../torture/evidence';
import {
  AUDIT,
  createOrderBench,
  FIELDS,
  recorded,
  type OrderBench,
} from '../../support/order-bench';

/** A real database with an order on it, and a hand that may do what no program of ours may. */
export interface PlantedHouse {
  bench: OrderBench;
  evidence: Evidence;
  /** As the superuser, guards switched off. */
  plant(text: string, values?: unknown[]): Promise<void>;
  list(checker: Checker): Promise<string[]>;
  close(): Promise<void>;
}

const GUARDS = [
  'ALTER TABLE audit.event DISABLE TRIGGER ALL',
  'ALTER TABLE audit.event DROP CONSTRAINT event_hash',
  'ALTER TABLE approval_decisions DISABLE TRIGGER ALL',
  'ALTER TABLE budgets DROP CONSTRAINT budgets_check',
];

export async function createPlantedHouse(): Promise<PlantedHouse> {
  const bench = await createOrderBench();
  const url = bench.database.superuserUrl;
  const db: Database = createDatabase({ url, max: 2, onError: () => undefined });
  for (const guard of GUARDS) await db.query(guard, []);
  // The roles are as old as the organisation, not as this database.
  await db.query(`UPDATE role_grants SET granted_at = '2020-01-01'`, []);
  const evidence: Evidence = {
    db,
    auditKeys: [AUDIT.auditKey],
    outside: { carrierOrders: [], tasks: [], mails: [] },
    client: { acknowledged: [], wishes: [], forgedEventIds: [] },
    run: { kills: [], mishaps: [], budgetSamples: [], drainedMs: 0 },
    workflowStatus: () => Promise.resolve('RUNNING'),
    atRest: true,
  };
  return {
    bench,
    evidence,
    async plant(text, values = []) {
      await db.query(text, values);
    },
    list: (checker) => checker.check(evidence),
    async close() {
      await db.close();
      await bench.close();
    },
  };
}

/** An order both approvers said yes to. */
export async function anApprovedOrder({ bench, evidence }: PlantedHouse): Promise<string> {
  const { orderNumber } = await bench.draft({ ...FIELDS });
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  recorded(await bench.act(orderNumber, 'approve', 'dana'));
  recorded(await bench.act(orderNumber, 'approve', 'lee'));
  evidence.client.acknowledged.push(orderNumber);
  for (const [action, actor] of [
    ['submit', 'sam'],
    ['approve', 'dana'],
    ['approve', 'lee'],
  ] as const) {
    evidence.client.wishes.push({ orderNumber, action, actor, effect: 'once', why: 'wanted' });
  }
  return orderNumber;
}

/** The same at its carrier and in ServiceNow, as both have it in their books. */
export async function aSubmittedOrder(house: PlantedHouse): Promise<string> {
  const orderNumber = await anApprovedOrder(house);
  const { carrierOrders, tasks } = house.evidence.outside;
  await house.plant(
    `INSERT INTO provider_attempts (order_id, revision, number, external_id, payload_hash, created_at)
     SELECT id, 1, 1, order_number, '', '2026-03-03T16:00:01Z' FROM orders WHERE order_number = $1`,
    [orderNumber],
  );
  const id = `PO-${carrierOrders.length + 1}`;
  recorded(await house.bench.change(orderNumber, { kind: 'submitted', providerOrderId: id }));
  carrierOrders.push({ id, externalId: orderNumber, state: 'acknowledged' });
  tasks.push({
    sysId: id,
    correlationId: `circuit-orders:${orderNumber}`,
    state: '1',
    modCount: 1,
  });
  return orderNumber;
}

/** A report of the carrier, stored as the poller stores it and taken as the workflow takes it. */
export async function aReport(
  house: PlantedHouse,
  orderNumber: string,
  key: string,
): Promise<void> {
  const event = { key, kind: 'surveyed' as const, at: '2026-03-04T10:00:00.000Z', sequence: 2 };
  await house.plant(
    `INSERT INTO inbox (source, event_id, order_id, kind, event, body_hash, not_before, received_at)
     SELECT 'carrier:comcast', $2, id, 'surveyed', $3, '', now(), now()
     FROM orders WHERE order_number = $1`,
    [orderNumber, key, JSON.stringify(event)],
  );
  recorded(
    await house.bench.change(
      orderNumber,
      { kind: 'event', event, to: null, late: false, cause: null },
      key,
    ),
  );
}
