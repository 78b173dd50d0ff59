import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';

const PREFIX = 'circuit-orders:';

/** Exactly one task for whatever the provider ever had, none for anything else. */
export const i03: Checker = {
  id: 'I3',
  claim: 'exactly one SCTASK per order that ever was submitted, else none',
  always: true,
  async check({ db, outside, atRest }) {
    const rows = await many<{ order_number: string; submitted: boolean }>(
      db,
      sql`SELECT o.order_number, EXISTS (SELECT FROM order_events e WHERE e.order_id = o.id
            AND e.facts ->> 'to' = 'submitted') AS submitted FROM orders o`,
    );
    const tasks = new Map<string, number>();
    for (const { correlationId } of outside.tasks) {
      if (!correlationId.startsWith(PREFIX)) continue;
      const orderNumber = correlationId.slice(PREFIX.length);
      tasks.set(orderNumber, (tasks.get(orderNumber) ?? 0) + 1);
    }
    const found: string[] = [];
    for (const { order_number: orderNumber, submitted } of rows) {
      const count = tasks.get(orderNumber) ?? 0;
      tasks.delete(orderNumber);
      if (count > 1) found.push(`${orderNumber} has ${count} tasks`);
      if (count > 0 && !submitted) found.push(`${orderNumber} has a task and was never submitted`);
      if (count === 0 && submitted && atRest) found.push(`${orderNumber} has no task`);
    }
    for (const [orderNumber] of tasks)
      found.push(`a task stands for ${orderNumber}, which is none`);
    return found;
  },
};
