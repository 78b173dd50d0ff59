import type { Client } from 'pg';
import { withClient } from '../../../src/adapters/postgres/prepare-database';
import { verifyAudit } from '../../../src/adapters/postgres/verify-audit';
import {
  AUDIT,
  createOrderBench,
  FIELDS,
  NOW,
  oid,
  recorded,
  type OrderBench,
} from '../../support/order-bench';

let bench: OrderBench;
let orderNumber: string;

/** Another value of the same kind, as somebody with all rights could write it. */
const OTHER: Readonly<Record<string, (column: string) => string>> = {
  integer: (column) => `coalesce(${column}, 0) + 1000`,
  bigint: (column) => `coalesce(${column}, 0) + 1000`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  boolean: (column) => `NOT ${column}`,
  date: (column) => `coalesce(${column}, '2030-01-01') + 1`,
  'timestamp with time zone': (column) => `coalesce(${column}, '2030-01-01') + interval '1 hour'`,
  jsonb: () => `'{"x": 1}'`,
  bytea: (column) => `${column} || '\\x00'`,
  ARRAY: (column) => `${column} || 1`,
};

const event = (kind: 'focSet' | 'focRevised' | 'accepted', sequence: number, dates: object) =>
  bench.change(orderNumber, {
    kind: 'event',
    event: { key: `comcast/${kind}`, kind, at: '2026-03-04T16:00:00.000Z', sequence, ...dates },
    to: kind === 'accepted' ? 'confirmed' : 'install_scheduled',
    late: false,
    cause: null,
  });

beforeAll(async () => {
  bench = await createOrderBench();
  ({ orderNumber } = await bench.draft(FIELDS));
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  recorded(await bench.act(orderNumber, 'edit', 'sam', { fields: { notes: 'Ring twice.' } }));
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  recorded(await bench.act(orderNumber, 'approve', 'dana', { comment: 'Fits the plan.' }));
  recorded(await bench.act(orderNumber, 'approve', 'lee'));
  recorded(await bench.change(orderNumber, { kind: 'submitted', providerOrderId: 'PO-1' }));
  recorded(await event('accepted', 1, {}));
  recorded(await event('focSet', 2, { date: '2026-05-04' }));
  recorded(
    await event('focRevised', 3, {
      ...{ date: '2026-05-11', previousDate: '2026-05-04', reasonCode: '1D', party: 'provider' },
    }),
  );
});
afterAll(() => bench.close());

/** Every column of a table whose change the log does not notice. */
async function unnoticed(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_name = $1 AND is_identity = 'NO' ORDER BY 1`,
    [table],
  );
  const missed: string[] = [];
  for (const { name, type } of rows) {
    await client.query('SAVEPOINT attack');
    await client.query(`UPDATE ${table} SET ${name} = ${OTHER[type]?.(name) ?? type}`);
    const { faults } = await verifyAudit(client, [AUDIT.auditKey]);
    if (faults.length === 0) missed.push(name);
    await client.query('ROLLBACK TO attack');
  }
  return missed;
}

test('the log of an order nobody touched holds', async () => {
  expect(await verifyAudit(bench.app, [AUDIT.auditKey])).toMatchObject({ orders: 1, faults: [] });
});

test.each([
  // The log's head follows from the log, due_sort from other columns; the rest is read again.
  ['orders', ['due_sort', 'serviceability', 'updated_at', 'version']],
  ['approval_decisions', ['created_at', 'intent_id']],
  ['approval_steps', ['asked_at', 'created_at', 'due_at', 'escalated_at', 'reminders']],
  ['reservations', ['created_at', 'moved_at']],
  ['order_revisions', ['created_at']],
  ['order_dates', ['created_at', 'initiator', 'received_at']],
])('a value rewritten in %s is noticed, all but %j', async (table, allowed) => {
  await withClient(bench.database.superuserUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    const { rows } = await client.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint
        WHERE conrelid = '${table}'::regclass AND contype = 'c'`,
    );
    for (const { name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    expect(await unnoticed(client, table)).toEqual(allowed);
    await client.query('ROLLBACK');
  });
});

test.each([
  ['UPDATE orders SET monthly_minor = 1', /^monthly_minor is 1, its log says 180000$/u],
  ['DELETE FROM approval_decisions', /^decision \d\/2\/1 by \d+ is null, its log says \{/u],
  ['UPDATE approval_steps SET persons = persons || 9', /^step 1\/1\/1 is \{/u],
  [
    "UPDATE order_events SET body = 'No.' WHERE kind = 'approve'",
    /^reads otherwise in the history$/u,
  ],
  ['UPDATE order_events SET facts = facts || \'{"step": 7}\'', /^reads otherwise in the history$/u],
  ["UPDATE order_events SET at = at + interval '1 hour'", /^reads otherwise in the history$/u],
  ['DELETE FROM order_events WHERE k = 2', /^is missing in the history$/u],
  [
    `CREATE OR REPLACE FUNCTION audit_picture(o orders) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb'`,
    /^is not the one this build made$/u,
  ],
  ['UPDATE budgets SET used_minor = used_minor + 1', /^says that \d+ minor units are used, its/u],
])('%s is named', async (attack, fault) => {
  await withClient(bench.database.superuserUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(attack);
    const { faults } = await verifyAudit(client, [AUDIT.auditKey]);
    await client.query('ROLLBACK');
    expect(faults.map((one) => one.fault).join('\n')).toMatch(new RegExp(fault.source, 'mu'));
  });
});

test('a value rewritten before it was changed lawfully is noticed at that change', async () => {
  const draft = await bench.draft({ ...FIELDS, siteId: 'TXH14', notes: 'Ring once.' });
  await withClient(bench.database.superuserUrl, (client) =>
    client.query(`UPDATE orders SET notes = 'Ring thrice.' WHERE notes = 'Ring once.'`),
  );
  await bench.orders.recordEdit({
    ...{ orderNumber: draft.orderNumber, actor: oid('sam'), channel: 'api', at: NOW },
    ...{ version: null, dedupeKey: 'once', fields: { notes: 'Do not ring.' } },
  });
  expect((await verifyAudit(bench.app, [AUDIT.auditKey])).faults).toEqual([
    {
      ...{ scope: `order:${draft.orderNumber}`, k: 2 },
      fault: 'notes was not what the log says before it',
    },
  ]);
});
