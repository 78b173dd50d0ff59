import { many, sql, type Queryable } from '../../src/adapters/postgres/sql';

/** One event of the log with what its body says. */
export interface LoggedEvent {
  k: number;
  pv: number | null;
  changeId: string | null;
  at: string;
  code: string;
  from: string;
  to: string;
  facts: Record<string, unknown>;
}

/** The log, order by order, each in the order of its numbers. */
export async function readAudit(db: Queryable): Promise<Map<string, LoggedEvent[]>> {
  const rows = await many<{
    scope: string;
    k: number;
    pv: number | null;
    change_id: string | null;
    body: string;
  }>(
    db,
    sql`SELECT scope, k, pv, change_id, convert_from(body, 'UTF8') AS body FROM audit.event
        ORDER BY scope, k`,
  );
  const log = new Map<string, LoggedEvent[]>();
  for (const { scope, k, pv, change_id: changeId, body } of rows) {
    const told = JSON.parse(body) as Pick<LoggedEvent, 'at' | 'code' | 'from' | 'to' | 'facts'>;
    const orderNumber = scope.replace(/^order:/u, '');
    const events = log.get(orderNumber) ?? [];
    events.push({ ...told, k, pv, changeId });
    log.set(orderNumber, events);
  }
  return log;
}
