import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';
import { readAudit } from '../read-audit';

interface Row extends Record<string, unknown> {
  order_number: string;
  event_id: string;
  state: string;
  ended: boolean;
  fact: string;
}

/** What a carrier told us took effect once or is noted as late, and late ones moved nothing. */
export const i10: Checker = {
  id: 'I10',
  claim: 'an accepted event is applied once or logged as superseded, and never moves back',
  always: false,
  async check({ db, atRest }) {
    const log = await readAudit(db);
    const found: string[] = [];
    for (const [orderNumber, events] of log) {
      const seen = new Set<string>();
      for (const { changeId, k, code, from, to } of events) {
        if (changeId !== null && seen.has(changeId)) {
          found.push(`${orderNumber}, event ${k}: ${changeId} was applied again`);
        }
        if (changeId !== null) seen.add(changeId);
        if (code.startsWith('late_') && from !== to) {
          found.push(`${orderNumber}, event ${k}: the late ${code} moved it to ${to}`);
        }
      }
    }
    const rows = await many<Row>(
      db,
      sql`SELECT o.order_number, i.event_id, i.state, o.ended_at IS NOT NULL AS ended,
            (i.event - 'key')::text AS fact
          FROM inbox i JOIN orders o ON o.id = i.order_id WHERE i.source LIKE 'carrier:%'
          ORDER BY i.id`,
    );
    return [...found, ...storedTwice(rows), ...(atRest ? lost(rows, log) : [])];
  },
};

/** The same fact under two keys would be told to the order twice. */
function storedTwice(rows: readonly Row[]): string[] {
  const keys = new Map<string, string>();
  return rows.flatMap(({ order_number: orderNumber, event_id: key, fact }) => {
    const name = `${orderNumber} ${fact}`;
    const before = keys.get(name);
    keys.set(name, key);
    return before === undefined ? [] : [`${orderNumber}: ${before} came again as ${key}`];
  });
}

function lost(rows: readonly Row[], log: Awaited<ReturnType<typeof readAudit>>): string[] {
  return rows.flatMap(({ order_number: orderNumber, event_id: key, state, ended }) => {
    const applied = log.get(orderNumber)?.some((event) => event.changeId === key) === true;
    if (applied || state === 'late' || state === 'ignored') return [];
    // An ended order is told no more; its relay notes the row as late within its lease.
    if (ended && state === 'told') return [];
    return [`${orderNumber}: ${key} was accepted, is ${state} and stands in no log`];
  });
}
