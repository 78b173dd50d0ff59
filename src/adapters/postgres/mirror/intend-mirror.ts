import { MIRROR, mirrorNote } from '../../../domain/order/mirror';
import type { Stage } from '../../../domain/order/stages';
import type { Recording } from '../projections/recording';
import { maybeOne, run, sql, type Queryable } from '../sql';

interface Origin {
  id: number;
  order_number: string;
  stage: Stage;
  k: number;
  h: Buffer;
  at: string;
}

/**
 * Leaves what the ServiceNow task has to learn of this change: nothing before the provider has the
 * order, then one state and one note per milestone. The marker makes a note findable again.
 */
export async function intendMirror(
  db: Queryable,
  origin: Origin,
  change: Recording,
): Promise<void> {
  const moved = change.to !== origin.stage;
  const row = moved ? MIRROR[change.to] : null;
  if (row === null && change.mirrorNote === undefined) return;
  const link = await maybeOne<{ id: number }>(
    db,
    sql`SELECT id FROM sctask_links WHERE order_id = ${origin.id}`,
  );
  if (link === undefined && change.to !== 'submitted') return;
  if (link === undefined) await createLink(db, origin);

  const marker = origin.h.toString('hex').slice(0, 12);
  const add = (kind: 'create' | 'fields' | 'note', body: Record<string, unknown>, suffix: string) =>
    run(
      db,
      sql`INSERT INTO sn_outbox (order_id, key, kind, body, not_before, created_at)
          VALUES (${origin.id}, ${`${origin.order_number}/${origin.k}/${suffix}`}, ${kind},
            ${JSON.stringify(body)}, ${origin.at}, ${origin.at}) ON CONFLICT DO NOTHING`,
    );
  const fields = () =>
    add(
      link === undefined ? 'create' : 'fields',
      { state: row?.state ?? null, stage: change.to },
      'state',
    );
  const text = change.mirrorNote ?? mirrorNote(change.to, change.facts);
  const kind = row?.note ?? 'work';
  const note = () => add('note', { text, kind, marker }, 'note');

  if (row?.noteFirst === true) {
    await note();
    await fields();
  } else {
    // A note about a risk alone leaves the task's fields as they are.
    if (row !== null || 'foc_on' in change.set) await fields();
    await note();
  }
}

async function createLink(db: Queryable, origin: Origin): Promise<void> {
  await run(
    db,
    sql`INSERT INTO sctask_links (order_id, order_key, created_at)
        VALUES (${origin.id}, ${origin.order_number}, ${origin.at}) ON CONFLICT DO NOTHING`,
  );
}
