import type { Telling } from '../../../domain/order/task-events';
import type { MailRow, NoticeFacts, Outboxes } from '../../../ports/outboxes';
import { toMember } from '../directory';
import type { Database } from '../pool';
import { readActor } from '../read-actor';
import { many, sql } from '../sql';
import { claimRows, finishRow } from './leased-rows';

type Mails = Pick<Outboxes, 'claimMails' | 'finishMail'>;

/** Mails that wait to be sent. */
export function createMailOutbox(db: Database): Mails {
  return {
    claimMails: (limit, at) => claimMails(db, limit, at),
    finishMail: (id, outcome, at) => finishRow(db, 'outbox', id, outcome, at),
  };
}

async function claimMails(db: Database, limit: number, at: string): Promise<MailRow[]> {
  const ids = await claimRows(db, 'outbox', limit, at);
  const rows = await many<{
    id: string;
    key: string;
    attempts: number;
    order_number: string;
    oid: string;
    created_at: string;
    attention: Telling['attention'];
    others_fail: boolean;
    body: { template: string; facts: NoticeFacts };
  }>(
    db,
    sql`SELECT x.id::text AS id, x.key, x.attempts, o.order_number, p.oid, x.body,
          iso(x.created_at) AS created_at, o.flags -> 'needsAttention' AS attention,
          EXISTS (SELECT FROM outbox y WHERE y.order_id = x.order_id AND y.id <> x.id
            AND y.state = 'pending' AND y.cause IS NOT NULL) AS others_fail
        FROM outbox x JOIN orders o ON o.id = x.order_id JOIN people p ON p.id = x.person_id
        WHERE x.id = ANY (${ids}::bigint[]) ORDER BY x.id`,
  );
  const mails: MailRow[] = [];
  for (const row of rows) {
    const to = await readActor(db, row.oid);
    if (to === undefined) throw new Error(`Mail ${row.key} is for somebody unknown.`);
    mails.push({
      id: row.id,
      key: row.key,
      attempts: row.attempts,
      orderNumber: row.order_number,
      createdAt: row.created_at,
      attention: row.attention,
      othersFail: row.others_fail,
      to: toMember(to),
      template: row.body.template,
      facts: row.body.facts,
    });
  }
  return mails;
}
