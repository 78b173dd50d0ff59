import { Refusal } from '../../../domain/errors';
import { isBeforeSending, withoutCause } from '../../../domain/order/stages';
import { writeFields } from '../write-fields';
import { run, sql } from '../sql';
import type { ActOf } from './act';
import { voidApprovals } from './decide';
import { notice, recording, type Recording, type Situation } from './recording';

/** The owner takes the order back before it is sent. */
export async function projectRecall(situation: Situation, act: ActOf): Promise<Recording> {
  await voidApprovals(situation);
  return recording(situation.row, 'recall', act.by, {
    to: 'drafted',
    notices: [notice('voided', { by: act.actor.key, why: 'recall' })],
  });
}

/** Terms edited while others decide on them: a new revision, approvals void, back to draft. */
export async function projectEdit(situation: Situation, act: ActOf): Promise<Recording> {
  const { db, row, input } = situation;
  if (!isBeforeSending(row.stage)) throw new Refusal('EDIT_LOCKED', { stage: row.stage });
  await voidApprovals(situation);
  const changes = await writeFields(db, row.id, act.given.fields ?? {}, {
    editor: act.actor.id,
    revision: row.revision + 1,
    at: input.at,
  });
  return recording(row, 'edit', act.by, {
    to: 'drafted',
    set: { terms_submitted: false },
    facts: { ...changes, revision: row.revision + 1 },
    notices: [notice('voided', { by: act.actor.key, why: 'edit' })],
  });
}

/** The provider said no: the next revision opens as a draft. */
export function projectRevise({ row }: Situation, act: ActOf): Promise<Recording> {
  return Promise.resolve(
    recording(row, 'revise', act.by, {
      to: 'drafted',
      set: {
        revision: row.revision + 1,
        terms_submitted: false,
        provider_order_id: null,
        first_foc_on: null,
        foc_on: null,
        previous_foc_on: null,
      },
      flags: { ...withoutCause(row.flags, 'provider_rejected'), dateRevised: false },
      facts: { revision: row.revision + 1 },
    }),
  );
}

/** Ends an order nobody outside knows; asks the provider about one it has. */
export async function projectCancel(situation: Situation, act: ActOf): Promise<Recording> {
  const { db, row, input } = situation;
  const reason = act.given.reason?.trim() ?? '';
  if (reason === '') throw new Refusal('REASON_REQUIRED');
  const ended = { ended_at: input.at, last_reason: reason };
  const facts = { by: act.actor.key };
  if (isBeforeSending(row.stage) && !row.sending) {
    await voidApprovals(situation);
    return recording(row, 'cancel', act.by, {
      to: 'withdrawn',
      set: ended,
      reason,
      facts,
      notices: [notice('withdrawn', facts)],
    });
  }
  if (row.stage === 'rejected_by_provider') {
    return recording(row, 'cancel', act.by, {
      to: 'cancelled',
      set: ended,
      reason,
      facts,
      notices: [notice('cancelled', facts)],
    });
  }
  if (!row.sending) {
    await run(
      db,
      sql`INSERT INTO provider_requests (order_id, kind, state, created_at)
          VALUES (${row.id}, 'cancel', 'wanted', ${input.at}) ON CONFLICT DO NOTHING`,
    );
  }
  return recording(row, 'cancel', act.by, {
    set: { cancel_requested: true, last_reason: reason },
    reason,
    facts,
    notices: [notice('cancel_requested', facts)],
  });
}
