import { withClient } from '../../../src/adapters/postgres/prepare-database';
import { verifyAudit } from '../../../src/adapters/postgres/verify-audit';
import {
  AUDIT,
  createOrderBench,
  FIELDS,
  recorded,
  type OrderBench,
} from '../../support/order-bench';

let bench: OrderBench;
let orderNumber: string;

const verify = () => verifyAudit(bench.app, [AUDIT.auditKey]);
/** What somebody with all rights over the database does. */
const attack = (text: string) =>
  withClient(bench.database.superuserUrl, async (client) => {
    await client.query('ALTER TABLE audit.event DISABLE TRIGGER ALL');
    await client.query(text);
  });

beforeEach(async () => {
  bench = await createOrderBench();
  ({ orderNumber } = await bench.draft(FIELDS));
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  recorded(await bench.act(orderNumber, 'approve', 'dana'));
});
afterEach(() => bench.close());

test('finds nothing wrong with a log nobody touched', async () => {
  expect(await verify()).toEqual({ orders: 1, events: 3, faults: [] });
});

const body = `'{"x":1}'::bytea`;
test.each([
  [
    'an edited body',
    `ALTER TABLE audit.event DROP CONSTRAINT event_hash;
    UPDATE audit.event SET body = ${body} WHERE k = 2`,
    /hash does not fit/,
  ],
  [
    'an edited body with a new hash',
    `UPDATE audit.event SET body = ${body},
    h = sha256('\\x02'::bytea || prev || ${body}) WHERE k = 3`,
    /MAC is forged/,
  ],
  ['a removed event', 'DELETE FROM audit.event WHERE k = 2', /does not follow/],
  ['a cut tail', 'DELETE FROM audit.event WHERE k = 3', /knows 3 events/],
  [
    'another time',
    `UPDATE audit.event SET at = at + interval '1 day' WHERE k = 2`,
    /belongs to another/,
  ],
  ['another change', `UPDATE audit.event SET change_id = 'x' WHERE k = 2`, /belongs to another/],
  ['a stage changed without an event', `UPDATE orders SET stage = 'approved'`, /says approved/],
])('names %s', async (_what, text, fault) => {
  await attack(text);
  const [first] = (await verify()).faults;
  expect(first?.scope).toBe(`order:${orderNumber}`);
  expect(first?.fault).toMatch(fault);
});

test('refuses changes and removals even to the table’s owner', async () => {
  const tryIt = (text: string) =>
    withClient(bench.database.superuserUrl, (client) => client.query(text));
  await expect(tryIt('DELETE FROM audit.event')).rejects.toThrow('never changed');
  await expect(tryIt(`UPDATE audit.event SET kid = 'x'`)).rejects.toThrow('never changed');
  await expect(tryIt('TRUNCATE audit.event')).rejects.toThrow('never changed');
});
