import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';
import { readAudit, type LoggedEvent } from '../read-audit';

const BACK = ['drafted', 'withdrawn'];

/** By the log's numbers: everybody asked in the last round said yes before a carrier heard of it. */
export const i06: Checker = {
  id: 'I6',
  claim: 'nothing reaches a carrier before all approvals of its last round',
  always: false,
  async check({ db, outside }) {
    const log = await readAudit(db);
    const found: string[] = [];
    for (const [orderNumber, events] of log) {
      const sent = events.findIndex((event) => event.to === 'submitted' && event.from !== event.to);
      if (sent >= 0) found.push(...unapproved(orderNumber, events.slice(0, sent)));
    }
    for (const { externalId, id } of outside.carrierOrders) {
      const orderNumber =
        externalId
          ?.trim()
          .toUpperCase()
          .replace(/-R\d+$/u, '') ?? '';
      const events = log.get(orderNumber);
      if (events === undefined) continue;
      if (!events.some((event) => event.to === 'approved')) {
        found.push(`the carrier has ${id} for ${orderNumber}, which was never approved`);
      }
    }
    return [...found, ...(await attemptedEarly(db, log))];
  },
};

function unapproved(orderNumber: string, before: readonly LoggedEvent[]): string[] {
  const start = before.findLastIndex((event) => event.code === 'submit');
  const round = before.slice(start);
  const asked = Number(before[start]?.facts['steps'] ?? Number.NaN);
  const given = round.filter((event) => event.code === 'approve').length;
  if (start < 0) return [`${orderNumber} was sent and never submitted`];
  if (given < asked) return [`${orderNumber} was sent with ${given} of ${asked} approvals`];
  const undone = round.find((event) => event.from !== event.to && BACK.includes(event.to));
  return undone === undefined ? [] : [`${orderNumber} was sent after ${undone.code}`];
}

/** Our own note of a first try to send is not older than the approval it rests on. */
async function attemptedEarly(
  db: Parameters<typeof readAudit>[0],
  log: Map<string, LoggedEvent[]>,
): Promise<string[]> {
  const attempts = await many<{ order_number: string; at: string }>(
    db,
    sql`SELECT o.order_number, iso(min(a.created_at)) AS at FROM provider_attempts a
        JOIN orders o ON o.id = a.order_id GROUP BY o.order_number`,
  );
  return attempts.flatMap(({ order_number: orderNumber, at }) => {
    const approved = log.get(orderNumber)?.find((event) => event.to === 'approved');
    if (approved !== undefined && Date.parse(approved.at) <= Date.parse(at)) return [];
    return [`${orderNumber} was tried at ${at}, before its approval`];
  });
}
