import { addBusinessDays, businessDayFrom, type BusinessCalendar } from '../calendar';
import { addDays, localDate, localTime, zonedInstant, type Instant } from '../time';

/** When people who have not decided are asked again, and when others are asked too. */
export const REMINDERS = {
  afterBusinessDays: [1, 2, 4],
  /** From the last of those on, for ever; a closed day moves it to the next business day. */
  thenEveryDays: 7,
  escalateAfterBusinessDays: 3,
} as const;

export interface ApprovalWait {
  askedAt: Instant;
  remindersSent: number;
  escalated: boolean;
  /** Says which days count. */
  calendar: BusinessCalendar;
  /** The zone of the person asked. */
  zone: string;
}

export interface ApprovalDue {
  at: Instant;
  reason: 'reminder' | 'escalation';
}

/**
 * What happens next while a decision is missing: the earlier of the next reminder and the
 * escalation. There is always a next one; silence never decides.
 */
export function nextApprovalDue(wait: ApprovalWait): ApprovalDue {
  const reminder: ApprovalDue = { at: reminderAt(wait), reason: 'reminder' };
  if (wait.escalated) return reminder;
  const escalation: ApprovalDue = { at: escalationAt(wait), reason: 'escalation' };
  return Date.parse(escalation.at) <= Date.parse(reminder.at) ? escalation : reminder;
}

/** When a step escalates, which is also what people read as "answer by". */
export function escalationAt({
  askedAt,
  calendar,
  zone,
}: Pick<ApprovalWait, 'askedAt' | 'calendar' | 'zone'>): Instant {
  return addBusinessDays(askedAt, REMINDERS.escalateAfterBusinessDays, calendar, zone);
}

function reminderAt({ askedAt, remindersSent, calendar, zone }: ApprovalWait): Instant {
  const { afterBusinessDays, thenEveryDays } = REMINDERS;
  const days = afterBusinessDays[remindersSent];
  if (days !== undefined) return addBusinessDays(askedAt, days, calendar, zone);
  const last = addBusinessDays(askedAt, afterBusinessDays[2], calendar, zone);
  // Weeks are counted from there, not from the reminder before: a holiday shifts one, not all.
  const weeks = remindersSent - afterBusinessDays.length + 1;
  const day = addDays(localDate(last, zone), weeks * thenEveryDays);
  return zonedInstant(businessDayFrom(day, calendar), localTime(last, zone), zone);
}
