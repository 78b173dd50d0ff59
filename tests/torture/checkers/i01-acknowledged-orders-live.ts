import { many, sql } from '../../../src/adapters/postgres/sql';
import { isEnd, type Stage } from '../../../src/domain/order/stages';
import type { Checker } from '../evidence';

interface Row extends Record<string, unknown> {
  order_number: string;
  stage: Stage;
  round: number;
}

/** Whatever a client was told exists does, and a submitted order has a story that goes on. */
export const i01: Checker = {
  id: 'I1',
  claim: 'an acknowledged order exists and, once submitted, lives or has ended',
  always: false,
  async check({ db, client, workflowStatus }) {
    const rows = await many<Row>(db, sql`SELECT order_number, stage, round FROM orders`);
    const known = new Set(rows.map((row) => row.order_number));
    const found = client.acknowledged
      .filter((orderNumber) => !known.has(orderNumber))
      .map((orderNumber) => `${orderNumber} was acknowledged and is not there`);
    for (const { order_number: orderNumber, stage, round } of rows) {
      if (round === 0 || isEnd(stage)) continue;
      const status = await workflowStatus(orderNumber);
      if (status !== 'RUNNING') {
        found.push(`${orderNumber} is ${stage}, but its workflow is ${status ?? 'missing'}`);
      }
    }
    return found;
  },
};
