import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';

interface Count extends Record<string, unknown> {
  order_number: string;
  action: string;
  actor: string;
  accepted: number;
}

/** However often and wherever it was clicked, a wish took effect once; a stale one not at all. */
export const i15: Checker = {
  id: 'I15',
  claim: 'one effect per click; a stale card only gets a fresh card',
  always: false,
  async check({ db, client }) {
    const counts = await many<Count>(
      db,
      sql`SELECT o.order_number, i.action, p.key AS actor,
            count(*) FILTER (WHERE i.state = 'accepted')::int AS accepted
          FROM intents i JOIN orders o ON o.id = i.order_id JOIN people p ON p.id = i.actor_id
          GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    );
    const found = counts.flatMap(({ order_number: orderNumber, action, actor, accepted }) => {
      const wished = client.wishes.filter(
        (wish) =>
          wish.orderNumber === orderNumber &&
          wish.action === action &&
          wish.actor === actor &&
          wish.effect === 'once',
      ).length;
      return accepted <= wished
        ? []
        : [`${orderNumber}: ${action} by ${actor} took effect ${accepted} times for ${wished}`];
    });
    const doubled = await many<{ order_number: string; id: string; times: number }>(
      db,
      sql`SELECT o.order_number, i.id, count(e.seq)::int AS times FROM intents i
            JOIN orders o ON o.id = i.order_id
            LEFT JOIN (SELECT scope, change_id, k AS seq FROM audit.event) e
              ON e.scope = 'order:' || o.order_number AND e.change_id = i.id::text
          WHERE i.state = 'accepted' GROUP BY 1, 2 HAVING count(e.seq) <> 1`,
    );
    for (const { order_number: orderNumber, id, times } of doubled) {
      found.push(`${orderNumber}: the accepted intent ${id} stands ${times} times in the log`);
    }
    return found;
  },
};
