import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';

/** What nobody entitled sent was neither stored nor obeyed. */
export const i11: Checker = {
  id: 'I11',
  claim: 'nothing forged or replayed is stored or obeyed',
  always: true,
  async check({ db, client }) {
    const stored = await many<{ event_id: string }>(
      db,
      sql`SELECT event_id FROM inbox WHERE event_id = ANY (${client.forgedEventIds})`,
    );
    const found = stored.map(({ event_id: id }) => `the forged event ${id} was stored`);
    for (const wish of client.wishes.filter((one) => one.why === 'forged')) {
      const obeyed = await many(
        db,
        sql`SELECT FROM intents i JOIN orders o ON o.id = i.order_id
            JOIN people p ON p.id = i.actor_id
            WHERE o.order_number = ${wish.orderNumber} AND i.action = ${wish.action}
              AND p.key = ${wish.actor}`,
      );
      if (obeyed.length > 0) {
        found.push(`a forged ${wish.action} by ${wish.actor} on ${wish.orderNumber} was obeyed`);
      }
    }
    return found;
  },
};
