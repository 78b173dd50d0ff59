import type { TaskFields } from '../../../ports/task-mirror';
import { one, sql, type Queryable, type Statement } from '../sql';

interface TaskRow {
  order_number: string;
  site: string;
  purpose: string;
  speed: string;
  provider: string;
  justification: string;
  special: string | null;
  term: number | null;
  due: string | null;
  expected_start: string | null;
  work_start: string | null;
  work_end: string | null;
  reason: string | null;
  stage: string;
}

/**
 * Midday at the site: ServiceNow keeps moments and shows them in each user's own time zone, where
 * midnight UTC is the evening before for everybody in America.
 */
const midday = (date: Statement) =>
  sql`to_char((${date} + time '12:00') AT TIME ZONE s.time_zone AT TIME ZONE 'UTC',
        'YYYY-MM-DD HH24:MI:SS')`;

/** The task's fields the order owns, as the order stands now; dates in ServiceNow's UTC form. */
export async function taskFieldsOf(db: Queryable, orderId: number): Promise<TaskFields> {
  const row = await one<TaskRow & Record<string, unknown>>(
    db,
    sql`SELECT o.order_number, s.name AS site, o.circuit_purpose AS purpose, o.speed, p.name AS provider,
          o.justification, o.special_requirements AS special, o.contract_months AS term,
          ${midday(sql`coalesce(o.foc_on, o.target_on)`)} AS due,
          ${midday(sql`o.foc_on`)} AS expected_start,
          to_char(o.dispatched_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS work_start,
          ${midday(sql`o.work_completed_on`)} AS work_end, o.last_reason AS reason, o.stage
        FROM orders o JOIN sites s ON s.id = o.site_id JOIN providers p ON p.key = o.provider
        WHERE o.id = ${orderId}`,
  );
  const closed = ['activated', 'enabled', 'cancelled', 'withdrawn', 'failed'].includes(row.stage);
  return {
    shortDescription: `${row.order_number}: ${row.site}, ${row.purpose} ${row.speed}, ${row.provider}`,
    description: description(row),
    ...(row.due === null ? {} : { dueDate: row.due }),
    ...(row.expected_start === null ? {} : { expectedStart: row.expected_start }),
    ...(row.work_start === null ? {} : { workStart: row.work_start }),
    ...(closed && row.work_end !== null ? { workEnd: row.work_end } : {}),
    ...(closed ? { closeNotes: closeNotes(row) } : {}),
  };
}

function description(row: TaskRow): string {
  const lines = [row.justification];
  if (row.term !== null) lines.push(`Contract term: ${row.term} months`);
  if (row.special !== null) lines.push(`Special requirements: ${row.special}`);
  return lines.join('\n\n');
}

function closeNotes({ stage, reason }: TaskRow): string {
  if (stage === 'activated' || stage === 'enabled') return 'Circuit accepted and active.';
  return reason ?? `Order ${stage}.`;
}
