import { many, sql } from '../../../src/adapters/postgres/sql';
import { taskFieldsOf } from '../../../src/adapters/postgres/mirror/task-fields';
import { localDate } from '../../../src/domain/time';
import { createOrderBench, FIELDS, type OrderBench } from '../../support/order-bench';

let bench: OrderBench;

beforeAll(async () => {
  bench = await createOrderBench();
});
afterAll(() => bench.close());

/** A user of ServiceNow sees moments in the time zone of their profile. */
const AGENTS = ['Pacific/Honolulu', 'America/Los_Angeles', 'America/New_York', 'Europe/Berlin'];

test.each([
  ['TXH97', '2026-06-01 17:00:00'],
  ['COD97', '2026-06-01 18:00:00'],
])('a task of %s is due on the day wherever its agent sits', async (siteId, stored) => {
  const { orderNumber } = await bench.draft({ ...FIELDS, siteId, targetDate: '2026-06-01' });
  const [order] = await many<{ id: number }>(
    bench.worker,
    sql`SELECT id FROM orders WHERE order_number = ${orderNumber}`,
  );
  const { dueDate } = await taskFieldsOf(bench.worker, order?.id ?? 0);
  expect(dueDate).toBe(stored);
  const moment = `${dueDate?.replace(' ', 'T') ?? ''}.000Z`;
  for (const zone of AGENTS) expect(localDate(moment, zone)).toBe('2026-06-01');
});
