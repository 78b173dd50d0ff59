import type { Due, Snapshot } from '../../domain/order/change';
import type { BusinessCalendar } from '../../domain/calendar';
import { nextJeopardy } from '../../domain/order/jeopardy';
import { nextApprovalDue } from '../../domain/order/reminders';
import { orderFacts, readSteps, type StepRow } from './projections/order-facts';
import { watchedOf, type OrderRow } from './projection-row';
import { one, sql, type Queryable } from './sql';

/** The order as its workflow shall remember it, with the next instant something is due. */
export async function snapshotOf(
  db: Queryable,
  row: OrderRow,
  calendar: BusinessCalendar,
): Promise<Snapshot> {
  const steps = await readSteps(db, row);
  return {
    ...(await orderFacts(db, row, steps)),
    pv: row.pv,
    provider: row.provider,
    providerOrderId: row.provider_order_id,
    cancelPosted: row.cancel_posted,
    focDate: row.foc_on,
    acceptance: row.acceptance,
    nextDue: await nextDue(db, row, steps, calendar),
  };
}

async function nextDue(
  db: Queryable,
  row: OrderRow,
  steps: readonly StepRow[],
  calendar: BusinessCalendar,
): Promise<Due | null> {
  const current = steps.find((step) => step.state === 'current');
  if (row.stage !== 'pending_approval' || current?.asked_at == null) {
    return earliest(acceptanceDue(row), silenceDue(row, calendar));
  }
  const { zone } = await one<{ zone: string }>(
    db,
    sql`SELECT time_zone AS zone FROM people WHERE id = ${current.persons[0]}`,
  );
  return nextApprovalDue({
    askedAt: current.asked_at,
    remindersSent: current.reminders,
    escalated: current.escalated_at !== null,
    calendar,
    zone,
  });
}

function acceptanceDue({ stage, acceptance_ends_at: at }: OrderRow): Due | null {
  return stage === 'testing' && at !== null ? { at, reason: 'acceptance' } : null;
}

function silenceDue(row: OrderRow, calendar: BusinessCalendar): Due | null {
  const next = nextJeopardy(watchedOf(row, calendar), row.flags.jeopardy?.level ?? null);
  return next === null ? null : { at: next.at, reason: 'silence' };
}

function earliest(one: Due | null, other: Due | null): Due | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one.at) <= Date.parse(other.at) ? one : other;
}
