import { many, sql } from '../../../src/adapters/postgres/sql';
import { statusOf, type Stage, type Status } from '../../../src/domain/order/stages';
import type { Checker } from '../evidence';

/** The status map of the task, written down once more on purpose. */
const SHOWN: Readonly<Record<Status, readonly string[]>> = {
  draft: ['1'],
  submitted: ['1'],
  in_progress: ['2', '-5'],
  installation: ['2', '-5'],
  completed: ['3'],
  cancelled: ['7', '4'],
};

interface Row extends Record<string, unknown> {
  order_number: string;
  stage: Stage;
  pv: number;
  flagged: boolean;
}

/** At rest the task says what the order is, and it was not written to more than needed. */
export const i04: Checker = {
  id: 'I4',
  claim: 'at rest the SCTASK fits the order or a flag says why; at most 2 field writes per change',
  always: false,
  async check({ db, outside }) {
    const rows = await many<Row>(
      db,
      sql`SELECT order_number, stage, pv,
            jsonb_array_length(flags -> 'needsAttention') > 0 AS flagged FROM orders`,
    );
    const found: string[] = [];
    for (const { order_number: orderNumber, stage, pv, flagged } of rows) {
      const task = outside.tasks.find(
        (one) => one.correlationId === `circuit-orders:${orderNumber}`,
      );
      if (task === undefined) continue;
      if (!flagged && !SHOWN[statusOf(stage)].includes(task.state)) {
        found.push(`${orderNumber} is ${stage}, its task shows state ${task.state}`);
      }
      if (task.modCount > 2 * pv) {
        found.push(`${orderNumber} had ${pv} changes, its task ${task.modCount} writes`);
      }
    }
    return found;
  },
};
