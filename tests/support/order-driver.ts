import { randomUUID } from 'node:crypto';
import type { WorkflowAction } from '../../src/domain/order/actions';
import type { EventKind } from '../../src/domain/order/event-kinds';
import type { CarrierEvent } from '../../src/domain/order/events';
import type { Seen } from '../../src/domain/order/change';
import type { Order } from '../../src/domain/order/order';
import type { Stage } from '../../src/domain/order/stages';
import type { IntentInput } from '../../src/ports/orders';
import type { ActOutcome } from '../../src/ports/runtime';
import type { temporal } from '@temporalio/proto';
import { orderWorkflowId } from '../../workflows/ids';
import { oid, type OrderBench } from './order-bench';
import type { SkippingHouse } from './time-skipping';

type History = temporal.api.history.v1.IHistory;

/** Plays people and carrier against real workflows on a real database. */
export interface OrderDriver {
  act(
    orderNumber: string,
    action: WorkflowAction,
    by: string,
    input?: IntentInput,
  ): Promise<ActOutcome>;
  /** The Update itself, for tests that repeat an id or say what was seen. */
  update(
    orderNumber: string,
    action: WorkflowAction,
    by: string,
    intentId: string,
    seen: Seen,
  ): Promise<ActOutcome>;
  intent(
    orderNumber: string,
    action: WorkflowAction,
    by: string,
    input?: IntentInput,
  ): Promise<{ intentId: string; seen: Seen }>;
  report(orderNumber: string, kind: EventKind, more?: Partial<CarrierEvent>): Promise<void>;
  /** Lets workflow time pass until the order stands there. */
  reach(orderNumber: string, stage: Stage): Promise<Order>;
  /** The histories of all its runs, oldest first. */
  histories(orderNumber: string): Promise<History[]>;
}

export function createOrderDriver(bench: OrderBench, house: SkippingHouse): OrderDriver {
  const nowIso = async () => new Date(await house.nowMs()).toISOString();
  let sequence = 0;
  const driver: OrderDriver = {
    async intent(orderNumber, action, by, input = {}) {
      const order = await bench.read(orderNumber);
      const intentId = randomUUID();
      const step = order.approval?.steps.find((candidate) => candidate.state === 'current')?.step;
      const seen: Seen = {
        stage: order.stage,
        revision: order.revision,
        ...(step === undefined ? {} : { round: order.round, step }),
      };
      await bench.orders.recordIntent({
        id: intentId,
        dedupeKey: intentId,
        orderNumber,
        action,
        actor: oid(by),
        channel: 'web',
        seen,
        input,
        at: await nowIso(),
      });
      return { intentId, seen };
    },
    update(orderNumber, action, by, intentId, seen) {
      const request = { orderNumber, provider: 'comcast', action, intentId, actor: oid(by), seen };
      return house.runtime.act(request, 20_000);
    },
    async act(orderNumber, action, by, input = {}) {
      const { intentId, seen } = await driver.intent(orderNumber, action, by, input);
      return driver.update(orderNumber, action, by, intentId, seen);
    },
    async report(orderNumber, kind, more = {}) {
      sequence += 1;
      const at = await nowIso();
      const event = {
        key: `comcast/${orderNumber}/${kind}/${sequence}`,
        kind,
        at,
        sequence,
        ...more,
      };
      await house.runtime.tellOrder(orderNumber, [event]);
    },
    async reach(orderNumber, stage) {
      for (let tries = 0; tries < 100; tries += 1) {
        const order = await bench.read(orderNumber);
        if (order.stage === stage) return order;
        await house.pass(50);
      }
      const { stage: stands } = await bench.read(orderNumber);
      throw new Error(`${orderNumber} stands at ${stands}, not at ${stage}`);
    },
    async histories(orderNumber) {
      const histories: History[] = [];
      const { workflow } = house.env.client;
      const id = orderWorkflowId(orderNumber);
      let run: string | null | undefined = (await workflow.getHandle(id).describe()).runId;
      while (run) {
        const history: History = await workflow.getHandle(id, run).fetchHistory();
        histories.unshift(history);
        const [started] = history.events ?? [];
        run = started?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
      }
      return histories;
    },
  };
  return driver;
}
