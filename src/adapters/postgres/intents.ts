import type { ErrorCode, Facts } from '../../domain/errors';
import { isErrorCode, Refusal } from '../../domain/errors';
import type { ActionName } from '../../domain/order/actions';
import type { Seen } from '../../domain/order/change';
import type { Intent, NewIntent } from '../../ports/orders';
import type { ActAnswer } from '../../domain/order/act-answer';
import { sqlState } from './pool';
import { maybeOne, run, sql, type Queryable } from './sql';

interface IntentRow {
  id: string;
  order_number: string;
  provider: string;
  action: ActionName;
  actor: string;
  seen: Seen;
  state: Intent['state'];
  answer: unknown;
}

export const INTENT_COLUMNS = `i.id, o.order_number, o.provider, i.action, p.oid AS actor, i.seen,
  i.state, i.answer`;
export const INTENT_SOURCES = `intents i JOIN orders o ON o.id = i.order_id
  JOIN people p ON p.id = i.actor_id`;

export function toIntent(row: IntentRow): Intent {
  const refused = row.state === 'refused' ? (row.answer as { code: string; facts: Facts }) : null;
  const code: ErrorCode = refused !== null && isErrorCode(refused.code) ? refused.code : 'INTERNAL';
  return {
    id: row.id,
    orderNumber: row.order_number,
    action: row.action,
    actor: row.actor,
    provider: row.provider,
    seen: row.seen,
    state: row.state,
    answer: row.state === 'accepted' ? (row.answer as ActAnswer) : null,
    refusal: refused === null ? null : { code, facts: refused.facts },
  };
}

export async function findIntent(
  db: Queryable,
  by: { id: string } | { dedupeKey: string },
): Promise<Intent | null> {
  const [where, value] =
    'id' in by
      ? ['i.id = $1', by.id]
      : [`i.dedupe_key = $1 AND i.state IN ('pending', 'accepted')`, by.dedupeKey];
  const row = await maybeOne<IntentRow & Record<string, unknown>>(db, {
    text: `SELECT ${INTENT_COLUMNS} FROM ${INTENT_SOURCES} WHERE ${where}`,
    values: [value],
  });
  return row === undefined ? null : toIntent(row);
}

// Long enough for the asker's own try, so that the relay does not race it.
const RELAY_AFTER_MS = 3_000;

/** Stores a wish; where one with this key lives already, that one is the answer. */
export async function recordIntent(db: Queryable, intent: NewIntent): Promise<Intent> {
  const notBefore = new Date(Date.parse(intent.at) + RELAY_AFTER_MS).toISOString();
  try {
    await run(
      db,
      sql`INSERT INTO intents (id, dedupe_key, order_id, action, actor_id, channel, seen, input,
            not_before, created_at)
          SELECT ${intent.id}, ${intent.dedupeKey}, o.id, ${intent.action}, p.id, ${intent.channel},
            ${JSON.stringify(intent.seen)}::jsonb, ${JSON.stringify(intent.input)}::jsonb,
            ${notBefore}, ${intent.at}
          FROM orders o, people p
          WHERE o.order_number = ${intent.orderNumber} AND p.oid = ${intent.actor}
          ON CONFLICT DO NOTHING`,
    );
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
  }
  const stored = await findIntent(db, { dedupeKey: intent.dedupeKey });
  if (stored === null) throw new Refusal('DEPENDENCY_UNAVAILABLE', { what: 'intent' });
  return stored;
}
