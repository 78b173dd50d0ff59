import type { FormProblem } from '../../../ports/provider';
import { withCause, withoutCause, type AttentionCause } from '../../../domain/order/stages';
import { moveReservations } from '../budget';
import { maybeOne, run, sql } from '../sql';
import { voidApprovals } from './decide';
import {
  notice,
  recording,
  WORKFLOW,
  type Doer,
  type Recording,
  type Situation,
} from './recording';

const provider = (row: { provider: string }): Doer => ({
  personId: null,
  oid: null,
  label: row.provider,
  source: 'provider',
});

/** The provider has the order: the money is bound and the task in ServiceNow is wanted. */
export async function projectSubmitted(
  { db, row, input }: Situation,
  providerOrderId: string,
): Promise<Recording> {
  await moveReservations(db, row.id, 'committed', input.at);
  await run(
    db,
    sql`INSERT INTO identifiers (order_id, provider, type, value, norm, source, created_at)
        VALUES (${row.id}, ${row.provider}, 'provider_order', ${providerOrderId},
          upper(${providerOrderId}), ${row.provider}, ${input.at}) ON CONFLICT DO NOTHING`,
  );
  await run(
    db,
    sql`INSERT INTO provider_orders (provider, provider_order_id, order_id, external_id, created_at)
        SELECT ${row.provider}, ${providerOrderId}, ${row.id}, external_id, ${input.at}
        FROM provider_attempts WHERE order_id = ${row.id} ORDER BY revision DESC, number DESC LIMIT 1
        ON CONFLICT DO NOTHING`,
  );
  if (row.cancel_requested) {
    await run(
      db,
      sql`INSERT INTO provider_requests (order_id, kind, state, created_at)
          VALUES (${row.id}, 'cancel', 'wanted', ${input.at}) ON CONFLICT DO NOTHING`,
    );
  }
  return recording(row, 'submitted', WORKFLOW, {
    to: 'submitted',
    set: { sending: false, provider_order_id: providerOrderId, submitted_at: input.at },
    flags: withoutCause(row.flags, 'provider_unreachable'),
    facts: { providerOrderId, requestedDate: row.target_on },
  });
}

/** The carrier's form checks said no: back to draft with what they named. */
export async function projectFormRefused(situation: Situation): Promise<Recording> {
  const { db, row } = situation;
  await voidApprovals(situation);
  const attempt = await maybeOne<{ problems: FormProblem[] | null }>(
    db,
    sql`SELECT problems FROM provider_attempts WHERE order_id = ${row.id}
        ORDER BY revision DESC, number DESC LIMIT 1`,
  );
  const problems = attempt?.problems ?? [];
  const reason = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ');
  const text = reason === '' ? 'The provider named no field.' : reason.slice(0, 1000);
  return recording(row, 'form_refused', provider(row), {
    to: 'drafted',
    set: { sending: false, cancel_requested: false, last_reason: text },
    flags: withoutCause(row.flags, 'provider_unreachable'),
    reason: text,
    facts: { problems: problems.length },
    notices: [notice('form_refused')],
  });
}

/** A cancel was asked while sending and the carrier has nothing: withdrawn. */
export async function projectNotSent(situation: Situation): Promise<Recording> {
  const { row, input } = situation;
  await voidApprovals(situation);
  return recording(row, 'not_sent', WORKFLOW, {
    to: 'withdrawn',
    set: { sending: false, ended_at: input.at },
    notices: [notice('withdrawn')],
  });
}

export async function projectCancelPosted(
  { db, row, input }: Situation,
  requestId: string,
): Promise<Recording> {
  await run(
    db,
    sql`UPDATE provider_requests SET request_id = ${requestId}, state = 'open', last_post_at = ${input.at}
        WHERE order_id = ${row.id} AND kind = 'cancel' AND state = 'wanted'`,
  );
  return recording(row, 'cancel_posted', WORKFLOW, {
    set: { cancel_posted: true },
    facts: { requestId },
  });
}

/** The wish is answered: the owner may ask again, and the order goes on. */
export async function declineCancel({
  db,
  row,
}: Situation): Promise<Pick<Recording, 'set' | 'notices'>> {
  await run(
    db,
    sql`UPDATE provider_requests SET state = 'declined'
        WHERE order_id = ${row.id} AND kind = 'cancel' AND state IN ('wanted', 'open')`,
  );
  return {
    set: { cancel_requested: false, cancel_posted: false },
    notices: [notice('cancel_declined')],
  };
}

export async function projectCancelDeclined(situation: Situation): Promise<Recording> {
  const { row } = situation;
  return recording(row, 'cancel_declined', provider(row), await declineCancel(situation));
}

/** What somebody had to look at is over by itself; other causes stay. */
export function projectAttentionOver(
  { row }: Situation,
  cause: AttentionCause,
): Promise<Recording> {
  return Promise.resolve(
    recording(row, 'attention_over', WORKFLOW, {
      flags: withoutCause(row.flags, cause),
      facts: { cause },
    }),
  );
}

/** Someone has to look; the stage stays. */
export function projectAttention({ row }: Situation, cause: AttentionCause): Promise<Recording> {
  return Promise.resolve(
    recording(row, 'needs_attention', WORKFLOW, {
      flags: withCause(row.flags, cause),
      facts: { cause },
      notices: row.flags.needsAttention.includes(cause)
        ? []
        : [notice('needs_attention', { cause })],
    }),
  );
}
