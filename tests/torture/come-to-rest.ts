import { setTimeout as sleep } from 'node:timers/promises';
import { many, sql, type Queryable } from '../../src/adapters/postgres/sql';
import type { Stage } from './stage';

/** What is still under way, by where it waits; empty at rest. */
export async function readUnderWay(db: Queryable): Promise<Record<string, number>> {
  const rows = await many<{ place: string; n: number }>(
    db,
    sql`SELECT place, count(*)::int AS n FROM (
          SELECT 'intents' AS place FROM intents WHERE state = 'pending'
          UNION ALL SELECT 'mails' FROM outbox WHERE state = 'pending'
          UNION ALL SELECT 'cards' FROM chat_outbox WHERE state = 'pending'
          UNION ALL SELECT 'tasks' FROM sn_outbox WHERE state = 'pending'
          UNION ALL SELECT 'sending' FROM orders WHERE sending
          UNION ALL SELECT 'reports' FROM inbox i WHERE i.state IN ('pending', 'told')
            AND i.source LIKE 'carrier:%' AND NOT EXISTS (SELECT FROM audit.event e
              WHERE e.change_id = i.event_id)) waiting GROUP BY place ORDER BY place`,
  );
  return Object.fromEntries(rows.map(({ place, n }) => [place, n]));
}

/** Waits until nothing is under way; answers how long it took, null where it never ended. */
export async function comeToRest(stage: Stage, withinMs: number): Promise<number | null> {
  const start = Date.now();
  let said = '';
  while (Date.now() - start < withinMs) {
    const waiting = await readUnderWay(stage.db).catch(() => ({ database: 1 }));
    if (Object.keys(waiting).length === 0) return Date.now() - start;
    const now = JSON.stringify(waiting);
    if (now !== said) stage.log.say(`under way: ${now}`);
    said = now;
    await sleep(250);
  }
  return null;
}
