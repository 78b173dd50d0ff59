import { setTimeout as sleep } from 'node:timers/promises';
import { many, sql, type Queryable } from '../../src/adapters/postgres/sql';
import type { Stage } from '../../src/domain/order/stages';

export interface SeenOrder extends Record<string, unknown> {
  orderNumber: string;
  stage: Stage;
  /** The approval step that is asked now. */
  step: number | null;
  pv: number;
}

/** Looks at all orders a few times a second, so that nobody waits longer than needed. */
export interface OrderWatch {
  of(orderNumber: string): SeenOrder | undefined;
  all(): SeenOrder[];
  until(what: string, isTrue: () => boolean | Promise<boolean>, withinMs: number): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 150;

export class NeverHappened extends Error {}

export function watchOrders(db: Queryable): OrderWatch {
  let seen = new Map<string, SeenOrder>();
  let stopping = false;
  const isStopping = () => stopping;
  const look = async () => {
    const rows = await many<SeenOrder>(
      db,
      sql`SELECT o.order_number AS "orderNumber", o.stage, o.pv,
            (SELECT min(s.step) FROM approval_steps s
             WHERE s.order_id = o.id AND s.state = 'current') AS step FROM orders o`,
    );
    seen = new Map(rows.map((row) => [row.orderNumber, row]));
  };
  const watching = (async () => {
    while (!isStopping()) {
      // The database is killed now and then; the last look then stands a little longer.
      await look().catch(() => undefined);
      await sleep(EVERY_MS);
    }
  })();
  return {
    of: (orderNumber) => seen.get(orderNumber),
    all: () => [...seen.values()],
    async until(what, isTrue, withinMs) {
      const end = Date.now() + withinMs;
      while (!(await isTrue())) {
        if (Date.now() > end) throw new NeverHappened(`${what} did not happen in ${withinMs} ms`);
        await sleep(EVERY_MS);
      }
    },
    async stop() {
      stopping = true;
      await watching;
    },
  };
}
