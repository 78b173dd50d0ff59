import type { ApprovalFacts, OrderFacts } from '../../../domain/order/check-action';
import { oidsOf, type OrderRow } from '../projection-row';
import { many, sql, type Queryable } from '../sql';

/** One approval step of the order's running round. */
export interface StepRow {
  id: number;
  step: number;
  persons: number[];
  state: 'next' | 'current' | 'done' | 'void';
  asked_at: string | null;
  reminders: number;
  escalated_at: string | null;
  decided_by: number | null;
}

export async function readSteps(db: Queryable, row: OrderRow): Promise<StepRow[]> {
  return many<StepRow>(
    db,
    sql`SELECT s.id, s.step, s.persons, s.state, iso(s.asked_at) AS asked_at, s.reminders,
          iso(s.escalated_at) AS escalated_at, d.person_id AS decided_by
        FROM approval_steps s LEFT JOIN approval_decisions d ON d.order_id = s.order_id
          AND d.revision = s.revision AND d.round = s.round AND d.step = s.step
        WHERE s.order_id = ${row.id} AND s.revision = ${row.revision} AND s.round = ${row.round}
        ORDER BY s.step`,
  );
}

async function approvalFacts(
  db: Queryable,
  steps: readonly StepRow[],
): Promise<ApprovalFacts | null> {
  const current = steps.find((step) => step.state === 'current');
  if (current === undefined) return null;
  const persons: string[][] = [];
  for (const step of steps) persons.push(await oidsOf(db, step.persons));
  const deciders = steps.flatMap((step) => (step.decided_by === null ? [] : [step.decided_by]));
  return { step: current.step, steps: persons, decidedBy: await oidsOf(db, deciders) };
}

/** The order as the rules see it. */
export async function orderFacts(
  db: Queryable,
  row: OrderRow,
  steps: readonly StepRow[],
): Promise<OrderFacts> {
  return {
    stage: row.stage,
    sending: row.sending,
    revision: row.revision,
    round: row.round,
    requestedBy: row.requested_by_oid,
    createdBy: row.created_by_oid,
    assignedTo: row.assigned_to_oid,
    lastTermsEditor: row.terms_editor_oid,
    approval: row.stage === 'pending_approval' ? await approvalFacts(db, steps) : null,
    cancelRequested: row.cancel_requested,
  };
}
