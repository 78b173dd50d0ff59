import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';

/** The mailboxes hold each notice once: never two, and at rest not none. */
export const i14: Checker = {
  id: 'I14',
  claim: 'each notice is one mail at rest, never two',
  always: false,
  async check({ db, outside, atRest }) {
    const mails = new Map<string, number>();
    for (const { key } of outside.mails) mails.set(key, (mails.get(key) ?? 0) + 1);
    const rows = await many<{ key: string; state: string }>(
      db,
      sql`SELECT key, state FROM outbox WHERE kind = 'mail' ORDER BY id`,
    );
    const found: string[] = [];
    for (const { key, state } of rows) {
      const count = mails.get(key) ?? 0;
      mails.delete(key);
      if (count > 1) found.push(`${key} was mailed ${count} times`);
      if (count === 0 && state === 'done') found.push(`${key} is done and lies in no mailbox`);
      if (state !== 'done' && atRest) found.push(`${key} is still ${state}`);
    }
    for (const [key] of mails) found.push(`a mail ${key} was never asked for`);
    return found;
  },
};
