import type { OrderAnswer } from '../../api/answers';
import { TEXTS } from '../texts';
import { dayAndMonth, momentText } from '../words/days';

export interface Milestone {
  title: string;
  detail: string | null;
  /** When it happened, or when it is expected; null: nobody knows. */
  when: string | null;
  state: 'done' | 'current' | 'next';
}

type Facts = Pick<
  OrderAnswer,
  'created_at' | 'requested_by' | 'provider_name' | 'due_on' | 'dates' | 'identifiers'
>;

/** The five dates everyone asks for, in order; the first that has not come is the current one. */
export function milestones(order: Facts, at: { now: string; zone: string }): Milestone[] {
  const { dates } = order;
  const words = TEXTS.panel.milestones;
  const moment = (instant: string | null) =>
    instant === null ? null : momentText(instant, at.now, at.zone);
  const day = (date: string | null) => (date === null ? null : dayAndMonth(date, at.now));
  const expected = order.due_on === null ? null : TEXTS.panel.expected(day(order.due_on) ?? '');
  const remote = order.identifiers.find(({ type }) => type === 'provider_order')?.value;

  const rows: {
    title: string;
    at: string | null;
    detail: string | null;
    expected?: string | null;
  }[] = [
    { title: words.created, at: moment(order.created_at), detail: order.requested_by.name },
    {
      title: words.notified,
      at: moment(dates.submitted_at),
      detail: [order.provider_name, remote].filter(Boolean).join(', '),
    },
    { title: words.scheduled, at: moment(dates.foc_received_at), detail: focText(dates, day) },
    { title: words.completed, at: day(dates.work_completed_on), detail: null, expected },
    { title: words.activated, at: moment(dates.activated_at), detail: null },
  ];
  const open = rows.findIndex((row) => row.at === null);
  return rows.map((row, index) => ({
    title: row.title,
    detail: row.at === null ? null : row.detail,
    when: row.at ?? row.expected ?? null,
    state: row.at !== null ? 'done' : index === open ? 'current' : 'next',
  }));
}

function focText(dates: Facts['dates'], day: (date: string | null) => string | null) {
  const current = day(dates.foc_date);
  if (current === null) return null;
  const first = day(dates.first_foc_date);
  return first === null || first === current ? current : TEXTS.panel.firstThen(first, current);
}
