import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';

const DEAD = ['rejected', 'cancelled'];

/** The carrier's books hold at most one living order under one key of ours, and the one we know. */
export const i02: Checker = {
  id: 'I2',
  claim: 'at most one live carrier order per order and revision',
  always: true,
  async check({ db, outside }) {
    const live = new Map<string, string[]>();
    for (const { id, externalId, state } of outside.carrierOrders) {
      if (externalId === null || DEAD.includes(state)) continue;
      const key = externalId.trim().toLowerCase();
      live.set(key, [...(live.get(key) ?? []), id]);
    }
    const found = [...live]
      .filter(([, ids]) => ids.length > 1)
      .map(([key, ids]) => `${key} has ${ids.length} live carrier orders: ${ids.join(', ')}`);
    const ids = new Set(outside.carrierOrders.map((order) => order.id));
    const rows = await many<{ order_number: string; provider_order_id: string }>(
      db,
      sql`SELECT order_number, provider_order_id FROM orders WHERE provider_order_id IS NOT NULL`,
    );
    for (const row of rows) {
      if (ids.has(row.provider_order_id)) continue;
      found.push(`${row.order_number} names ${row.provider_order_id}, unknown to the carrier`);
    }
    return found;
  },
};
