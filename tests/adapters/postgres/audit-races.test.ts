import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { withClient } from '../../../src/adapters/postgres/prepare-database';
import { verifyAudit } from '../../../src/adapters/postgres/verify-audit';
import type { FieldValues } from '../../../src/domain/order/parse-fields';
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
beforeAll(async () => {
  bench = await createOrderBench();
});
afterAll(() => bench.close());

async function faultsOf(orderNumber: string) {
  const { faults } = await verifyAudit(bench.app, [AUDIT.auditKey]);
  return faults.filter(({ scope }) => scope === `order:${orderNumber}`);
}

const edit = (orderNumber: string, fields: FieldValues, by = 'sam') =>
  bench.orders.recordEdit({
    ...{ orderNumber, actor: oid(by), channel: 'api', at: NOW, fields },
    ...{ version: null, dedupeKey: randomUUID() },
  });

/** Waits until so many wait for a lock. */
async function waiting(client: Client, count: number): Promise<void> {
  for (;;) {
    await client.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows[0]?.n === count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Lets two changes meet at the order's lock, the second behind the first. */
async function race(
  orderNumber: string,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  await withClient(bench.database.superuserUrl, async (client) => {
    await client.query('BEGIN');
    // Weaker than their lock, so that an act may still store its intent, which refers to the order.
    const lock = 'SELECT FROM orders WHERE order_number = $1 FOR NO KEY UPDATE';
    await client.query(lock, [orderNumber]);
    const ahead = first();
    await waiting(client, 1);
    const behind = second();
    await waiting(client, 2);
    await client.query('COMMIT');
    await Promise.all([ahead, behind]);
  });
}

test('a note that waited for a decision says nothing of the decision', async () => {
  const { orderNumber } = await bench.draft(FIELDS);
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  await race(
    orderNumber,
    () => bench.act(orderNumber, 'approve', 'dana'),
    () => edit(orderNumber, { notes: 'Ring twice.' }),
  );
  expect(await faultsOf(orderNumber)).toEqual([]);
});

test('a decision that waited for a note says nothing of the note', async () => {
  const { orderNumber } = await bench.draft({ ...FIELDS, siteId: 'TXH14' });
  recorded(await bench.act(orderNumber, 'submit', 'sam'));
  await race(
    orderNumber,
    () => edit(orderNumber, { notes: 'Ring twice.' }),
    () => bench.act(orderNumber, 'approve', 'dana'),
  );
  expect(await faultsOf(orderNumber)).toEqual([]);
});

test('an edit that waited for a move to another site finds the order', async () => {
  const { orderNumber } = await bench.draft({ ...FIELDS, circuitPurpose: 'Guest' });
  await race(
    orderNumber,
    () => edit(orderNumber, { siteId: 'TXH14' }),
    () => edit(orderNumber, { notes: 'Ring twice.' }),
  );
  expect(await bench.read(orderNumber)).toMatchObject({
    site: { id: 'TXH14' },
    notes: 'Ring twice.',
  });
  expect(await faultsOf(orderNumber)).toEqual([]);
});

test('a submit that waited for an edit of terms does not ask their editor', async () => {
  const { orderNumber } = await bench.draft({ ...FIELDS, circuitPurpose: 'Backup' });
  await race(
    orderNumber,
    () => edit(orderNumber, { contractTerm: 36 }, 'dana'),
    () => bench.act(orderNumber, 'submit', 'sam'),
  );
  const persons = (await bench.read(orderNumber)).approval?.steps.map((step) => step.persons);
  expect(persons?.length).toBeGreaterThan(0);
  expect(JSON.stringify(persons)).not.toContain('Dana');
});
