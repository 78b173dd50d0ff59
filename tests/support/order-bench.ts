import { randomUUID } from 'node:crypto';
import { createDatabase, type Database } from '../../src/adapters/postgres/pool';
import { createOrders } from '../../src/adapters/postgres/orders';
import { createProjection } from '../../src/adapters/postgres/project';
import type { ProjectionAnswer, Seen, Snapshot, Change } from '../../src/domain/order/change';
import type { WorkflowAction } from '../../src/domain/order/actions';
import type { FieldValues } from '../../src/domain/order/parse-fields';
import { NO_CRASH_POINTS } from '../../src/ports/crash-points';
import type { IntentInput, Orders } from '../../src/ports/orders';
import type { Order } from '../../src/domain/order/order';
import { personaOf } from '../../src/simulators/kit/people';
import { createTestDatabase, type TestDatabase } from './test-database';

export const AUDIT = { auditKey: { kid: 'test', key: Buffer.alloc(32, 7) }, build: 'test' };

/** Tue 3 March 2026, 10:00 in Houston. */
export const NOW = '2026-03-03T16:00:00.000Z';

export const FIELDS: FieldValues = {
  siteId: 'TXH97',
  circuitPurpose: 'Primary',
  provider: 'comcast',
  speed: '1G',
  justification: 'The store opens in May and needs a line.',
  targetDate: '2026-06-01',
  monthlyCost: '1800.00',
  installCost: '1000.00',
  contractTerm: 36,
};

/** The same without a wished date: on a clock that runs, no fixed date is far enough away. */
export const UNDATED: FieldValues = Object.fromEntries(
  Object.entries(FIELDS).filter(([name]) => name !== 'targetDate'),
);

export function oid(key: string): string {
  const persona = personaOf(key);
  if (persona === undefined) throw new Error(`No persona ${key}`);
  return persona.oid;
}

/** Drives the projection as an order's workflow would, on a real database. */
export interface OrderBench {
  database: TestDatabase;
  app: Database;
  worker: Database;
  orders: Orders;
  draft(fields?: FieldValues, by?: string): Promise<Order>;
  read(orderNumber: string): Promise<Order>;
  act(
    orderNumber: string,
    action: WorkflowAction,
    by: string,
    input?: IntentInput,
    seen?: Partial<Seen>,
  ): Promise<ProjectionAnswer>;
  change(
    orderNumber: string,
    change: Change,
    changeId?: string,
    at?: string,
  ): Promise<ProjectionAnswer>;
  project: ReturnType<typeof createProjection>['project'];
  close(): Promise<void>;
}

export async function createOrderBench(year?: number): Promise<OrderBench> {
  const database = await createTestDatabase(year);
  const onError = () => undefined;
  const app = createDatabase({ url: database.urls.app, max: 5, onError });
  const worker = createDatabase({ url: database.urls.worker, max: 5, onError });
  const orders = createOrders(app, AUDIT);
  const projection = createProjection({ db: worker, ...AUDIT, crashPoints: NO_CRASH_POINTS });
  const bench: OrderBench = {
    database,
    app,
    worker,
    orders,
    project: (input) => projection.project(input),
    async draft(fields = FIELDS, by = 'sam') {
      const { orderNumber } = await orders.recordDraft({
        clientId: randomUUID(),
        fields,
        requestedBy: oid(by),
        createdBy: oid(by),
        channel: 'web',
        at: NOW,
      });
      await orders.recordServiceability(orderNumber, {
        colour: 'green',
        reasons: [],
        checkedAt: NOW,
      });
      return bench.read(orderNumber);
    },
    async read(orderNumber) {
      const order = await orders.read(orderNumber);
      if (order === null) throw new Error(`No order ${orderNumber}`);
      return order;
    },
    async act(orderNumber, action, by, input = {}, seen = {}) {
      const order = await bench.read(orderNumber);
      const id = randomUUID();
      const step = order.approval?.steps.find((candidate) => candidate.state === 'current')?.step;
      const saw: Seen = {
        stage: order.stage,
        revision: order.revision,
        round: order.round,
        termsHash: order.termsHash,
        ...(step === undefined ? {} : { step }),
        ...seen,
      };
      await orders.recordIntent({
        id,
        dedupeKey: id,
        orderNumber,
        action,
        actor: oid(by),
        channel: 'web',
        seen: saw,
        input,
        at: NOW,
      });
      return bench.change(
        orderNumber,
        { kind: 'act', action, intentId: id, actor: oid(by), seen: saw },
        id,
      );
    },
    async change(orderNumber, change, changeId = randomUUID(), at = NOW) {
      const { pv } = await bench.read(orderNumber);
      return projection.project({ orderNumber, pv: pv + 1, changeId, at, change });
    },
    async close() {
      await app.close();
      await worker.close();
      await database.drop();
    },
  };
  return bench;
}

export function recorded(answer: ProjectionAnswer): Snapshot {
  if (answer.result !== 'recorded') throw new Error(`Not recorded: ${JSON.stringify(answer)}`);
  return answer.snapshot;
}
