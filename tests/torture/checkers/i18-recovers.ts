import { maybeOne, sql, type Queryable, type Statement } from '../../../src/adapters/postgres/sql';
import type { Checker, Kill, KillRole } from '../evidence';

const PROGRESS_WITHIN_MS = 15_000;
const DRAINED_WITHIN_MS = 60_000;

/** The first sign of life after a kill, by what the killed process does; one clock for all. */
const SIGN: Readonly<Record<KillRole, (at: string) => Statement>> = {
  api: (at) => sql`SELECT iso(min(created_at)) AS at FROM intents WHERE created_at > ${at}`,
  worker: story,
  postgres: story,
  temporal: story,
  relay: (at) => sql`SELECT iso(min(done_at)) AS at FROM (
      SELECT done_at FROM outbox UNION ALL SELECT done_at FROM chat_outbox) told
      WHERE done_at > ${at}`,
};

function story(at: string): Statement {
  return sql`SELECT iso(min(at)) AS at FROM (
      SELECT v.created_at AS at FROM order_events v JOIN orders o ON o.id = v.order_id
        JOIN audit.event e ON e.scope = 'order:' || o.order_number AND e.k = v.k
        WHERE e.pv IS NOT NULL
      UNION ALL SELECT done_at FROM sn_outbox WHERE state = 'done') told WHERE at > ${at}`;
}

export interface Recovery {
  kill: Kill;
  /** Null: nothing of the kind ever happened again. */
  ms: number | null;
}

/** A kill followed by another of the same process is measured from the last one. */
export async function readRecoveries(db: Queryable, kills: readonly Kill[]): Promise<Recovery[]> {
  const recoveries: Recovery[] = [];
  for (const kill of kills) {
    const row = await maybeOne<{ at: string | null }>(db, SIGN[kill.role](kill.at));
    const sign = row?.at ?? null;
    const next = kills
      .filter((other) => other.role === kill.role && other.at > kill.at)
      .map((other) => other.at)
      .sort()[0];
    if (next !== undefined && (sign === null || sign > next)) continue;
    recoveries.push({ kill, ms: sign === null ? null : Date.parse(sign) - Date.parse(kill.at) });
  }
  return recoveries;
}

export const i18: Checker = {
  id: 'I18',
  claim: 'progress within 15 s after a kill; drained within 60 s after the last fault',
  always: false,
  async check({ db, run }) {
    const found = (await readRecoveries(db, run.kills))
      .filter(({ ms }) => ms === null || ms > PROGRESS_WITHIN_MS)
      .map(({ kill, ms }) => `${kill.role} (${kill.why}): ${ms === null ? 'never' : `${ms} ms`}`);
    if (run.drainedMs === null) found.push('it never came to rest');
    else if (run.drainedMs > DRAINED_WITHIN_MS) found.push(`it drained in ${run.drainedMs} ms`);
    return found;
  },
};
