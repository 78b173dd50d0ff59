import { noticeRow, type Channels, type NoticeRow } from '../../domain/order/notices';
import type { Notice } from './projections/recording';
import { many, run, sql, type Queryable } from './sql';

// A row that waits longer is being sent by nobody, so a newer one may take its place.
const LONGER_THAN_A_LEASE = '31 seconds';

/** The order a notice is about and the change that caused it. */
export interface NoticeOrigin {
  id: number;
  order_number: string;
  requested_by: number;
  assigned_to: number | null;
  /** Number of the audit row: makes every message's key. */
  k: number;
  at: string;
}

/** Who a message goes to and why; a requester who is also the assignee hears once. */
function recipients(origin: NoticeOrigin, notice: Notice, row: NoticeRow): Map<number, Channels> {
  const told = new Map<number, Channels>();
  const add = (person: number | null, channels: Channels) => {
    if (person === null || channels === '') return;
    const before = told.get(person) ?? '';
    const both = (['T', 'E'] as const).filter((c) => before.includes(c) || channels.includes(c));
    told.set(person, both.join('') as Channels);
  };
  add(origin.requested_by, row.requester);
  add(origin.assigned_to, row.assignee);
  for (const person of notice.approvers) add(person, row.approver);
  return told;
}

/**
 * Writes the outbox rows of one notice. Approvers who already hold a card see it change and are not
 * written to again; only being asked is a message of its own.
 */
export async function tellPeople(
  db: Queryable,
  origin: NoticeOrigin,
  notice: Notice,
): Promise<void> {
  const row = noticeRow(notice.happening);
  const asks = notice.approvers.length > 0;
  for (const [person, channels] of recipients(origin, notice, row)) {
    const key = `${origin.order_number}/${origin.k}/${notice.happening}/${person}`;
    const facts = { ...notice.facts, happening: notice.happening };
    if (channels.includes('E')) {
      await run(
        db,
        sql`INSERT INTO outbox (key, kind, order_id, person_id, body, not_before, created_at)
            VALUES (${`${key}/E`}, 'mail', ${origin.id}, ${person},
              ${JSON.stringify({ template: row.mail, facts })}, ${origin.at}, ${origin.at})
            ON CONFLICT DO NOTHING`,
      );
    }
    // Who ordered in a chat has the card there already: it was the answer.
    const answered = notice.happening === 'created' && notice.facts['channel'] === 'teams';
    if (channels.includes('T') && !answered) {
      const kind = row.form === 'text' ? 'text' : 'send';
      const view = asks ? 'approval' : notice.happening === 'created' ? 'order' : 'notice';
      await run(
        db,
        sql`INSERT INTO chat_outbox (key, kind, order_id, person_id, view, facts, not_before, created_at)
            VALUES (${`${key}/T`}, ${kind}, ${origin.id}, ${person}, ${view},
              ${JSON.stringify(facts)}, ${origin.at}, ${origin.at}) ON CONFLICT DO NOTHING`,
      );
    }
  }
}

/**
 * Every copy of a card of this order is drawn anew, of a person's notices the newest; an update still
 * waiting is replaced.
 */
export async function refreshCopies(db: Queryable, origin: NoticeOrigin): Promise<void> {
  const copies = await many<{ id: number }>(
    db,
    sql`SELECT id FROM chat_cards c WHERE order_id = ${origin.id} AND state = 'live'
          AND (view <> 'notice' OR NOT EXISTS (SELECT FROM chat_cards newer
            WHERE newer.order_id = c.order_id AND newer.person_id = c.person_id
              AND newer.view = 'notice' AND newer.id > c.id))`,
  );
  if (copies.length === 0) return;
  const ids = copies.map((copy) => copy.id);
  await run(
    db,
    sql`UPDATE chat_outbox SET state = 'collapsed', done_at = ${origin.at}
        WHERE order_id = ${origin.id} AND kind = 'update' AND state = 'pending'
          AND (not_before <= ${origin.at}
            OR not_before > ${origin.at}::timestamptz + ${LONGER_THAN_A_LEASE}::interval)
          AND NOT EXISTS (SELECT FROM chat_cards k WHERE k.id = card_id AND k.state = 'gone')`,
  );
  await run(
    db,
    sql`INSERT INTO chat_outbox
          (key, kind, order_id, person_id, card_id, view, facts, not_before, created_at)
        SELECT ${`${origin.order_number}/${origin.k}/copy/`} || c.id, 'update', c.order_id, c.person_id,
          c.id, c.view, c.facts, ${origin.at}, ${origin.at}
        FROM chat_cards c WHERE c.id = ANY (${ids})
        ON CONFLICT DO NOTHING`,
  );
}
