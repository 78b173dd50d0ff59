import type { BusinessCalendar } from '../../domain/calendar';
import type { ApprovalPolicy } from '../../domain/order/approvals';
import { one, sql, type Queryable } from './sql';

async function newest<T>(db: Queryable, name: 'approval' | 'calendar'): Promise<T> {
  const { body } = await one<{ body: T }>(
    db,
    sql`SELECT body FROM policies WHERE name = ${name} ORDER BY version DESC LIMIT 1`,
  );
  return body;
}

export function readApprovalPolicy(db: Queryable): Promise<ApprovalPolicy> {
  return newest<ApprovalPolicy>(db, 'approval');
}

export function readCalendar(db: Queryable): Promise<BusinessCalendar> {
  return newest<BusinessCalendar>(db, 'calendar');
}
