import { Refusal } from '../../../domain/errors';
import type { Decision } from '../../../domain/order/actions';
import { escalationAt } from '../../../domain/order/reminders';
import { moveReservations } from '../budget';
import { sqlState, violatedConstraint } from '../pool';
import { one, run, sql } from '../sql';
import type { ActOf } from './act';
import type { StepRow } from './order-facts';
import { notice, recording, type Recording, type Situation } from './recording';

/** Counts a decision once and moves the order on: to the next step, to approved, or back to draft. */
export async function projectDecision(
  situation: Situation,
  act: ActOf,
  decision: Decision,
): Promise<Recording> {
  const comment = act.given.comment?.trim() ?? '';
  if (decision !== 'approve' && comment === '') throw new Refusal('COMMENT_REQUIRED');
  const current = act.steps.find((step) => step.state === 'current');
  if (current === undefined) throw new Refusal('ACTION_NOT_NOW', { action: decision });
  await countDecision(situation, act, current, decision, comment);
  return decision === 'approve'
    ? approveStep(situation, act, current, comment)
    : sendBack(situation, act, decision, comment);
}

async function countDecision(
  { db, row, input }: Situation,
  act: ActOf,
  current: StepRow,
  decision: Decision,
  comment: string,
): Promise<void> {
  try {
    await run(
      db,
      sql`INSERT INTO approval_decisions (order_id, revision, round, step, person_id, decision,
            comment, terms_hash, limit_minor, intent_id, decided_at, created_at)
          VALUES (${row.id}, ${row.revision}, ${row.round}, ${current.step}, ${act.actor.id},
            ${decision}, ${comment === '' ? null : comment}, ${row.terms_hash},
            ${act.actor.limit_minor ?? 0n}, ${act.intentId}, ${input.at}, ${input.at})`,
    );
  } catch (error) {
    if (violatedConstraint(error) === 'separation_of_duties') throw new Refusal('OWN_APPROVAL');
    if (sqlState(error) === '23505') throw new Refusal('ALREADY_DECIDED');
    throw error;
  }
}

async function approveStep(
  situation: Situation,
  act: ActOf,
  current: StepRow,
  comment: string,
): Promise<Recording> {
  const { db, row, input, calendar } = situation;
  await run(db, sql`UPDATE approval_steps SET state = 'done' WHERE id = ${current.id}`);
  const next = act.steps.find((step) => step.step === current.step + 1);
  const facts = {
    step: current.step,
    steps: act.steps.length,
    by: act.actor.key,
    termsHash: row.terms_hash,
  };
  const reason = comment === '' ? null : comment;
  if (next === undefined) {
    return recording(row, 'approve', act.by, {
      to: 'approved',
      // From here on the order is locked: the carrier may have it at any moment.
      set: { sending: true },
      reason,
      facts,
      notices: [notice('approved', facts)],
    });
  }
  const { zone } = await one<{ zone: string }>(
    db,
    sql`SELECT time_zone AS zone FROM people WHERE id = ${next.persons[0]}`,
  );
  await run(
    db,
    sql`UPDATE approval_steps SET state = 'current', asked_at = ${input.at},
          due_at = ${escalationAt({ askedAt: input.at, calendar, zone })} WHERE id = ${next.id}`,
  );
  return recording(row, 'approve', act.by, {
    reason,
    facts,
    notices: [
      notice('step_approved', facts),
      notice('asked', { step: next.step, steps: act.steps.length }, next.persons),
    ],
  });
}

async function sendBack(
  situation: Situation,
  act: ActOf,
  decision: 'reject' | 'return',
  comment: string,
): Promise<Recording> {
  await voidApprovals(situation);
  const facts = { by: act.actor.key };
  return recording(situation.row, decision, act.by, {
    to: 'drafted',
    set: { last_reason: comment },
    reason: comment,
    facts,
    notices: [notice(decision === 'reject' ? 'rejected' : 'returned', facts)],
  });
}

/** Nobody is asked any more and the money is free again. */
export async function voidApprovals({ db, row, input }: Situation): Promise<void> {
  await run(
    db,
    sql`UPDATE approval_steps SET state = 'void'
        WHERE order_id = ${row.id} AND state IN ('current', 'next')`,
  );
  await moveReservations(db, row.id, 'released', input.at);
}
