/**
 * What people are told, once: each happening names who hears of it by Teams (T) and mail (E) and
 * which mail says it. Chat and mail relays read this table through the projection's outbox rows.
 */
export type Channels = '' | 'T' | 'E' | 'TE';

export type MailTemplate =
  'created' | 'ask' | 'provider-update' | 'install-scheduled' | 'completed';

export interface NoticeRow {
  requester: Channels;
  /** The persons of the steps the policy asks. */
  approver: Channels;
  assignee: Channels;
  /** Which mail says it: to those with an E, and to whom Teams cannot deliver a T. */
  mail: MailTemplate;
  /** A text where a card of the order stands in the chat already and changes without a sound. */
  form: 'card' | 'text';
  /** The status line a card or mail opens with. */
  headline: string;
}

const notice = (
  headline: string,
  mail: MailTemplate,
  told: Partial<Pick<NoticeRow, 'requester' | 'approver' | 'assignee'>>,
): NoticeRow => ({
  ...{ requester: '', approver: '', assignee: '', form: 'card' },
  ...told,
  mail,
  headline,
});

const textNotice = (...row: Parameters<typeof notice>): NoticeRow => ({
  ...notice(...row),
  form: 'text',
});

export const NOTICES = {
  created: notice('Order created', 'created', { requester: 'TE' }),
  asked: notice('Your approval is needed', 'ask', { approver: 'TE' }),
  reminded: textNotice('Your approval is still needed', 'ask', { approver: 'TE' }),
  escalated: notice('Your approval is needed, the step is overdue', 'ask', { approver: 'TE' }),
  step_approved: textNotice('One approval given', 'ask', { requester: 'T' }),
  approved: textNotice('Approved', 'ask', { requester: 'TE', approver: 'T' }),
  rejected: textNotice('Rejected', 'ask', { requester: 'TE', approver: 'T' }),
  returned: textNotice('Changes wanted', 'ask', { requester: 'TE', approver: 'T' }),
  voided: textNotice('Back to draft, approvals void', 'ask', { requester: 'TE', approver: 'T' }),
  accepted: notice('Provider accepted the order', 'provider-update', {
    requester: 'E',
    assignee: 'T',
  }),
  surveyed: notice('Site survey done', 'provider-update', { requester: 'E', assignee: 'T' }),
  dispatched: notice('Technician dispatched', 'provider-update', { requester: 'E', assignee: 'T' }),
  work_completed: notice('Work completed, test it now', 'provider-update', {
    requester: 'TE',
    assignee: 'TE',
  }),
  provider_rejected: notice('Rejected by the provider', 'provider-update', {
    requester: 'TE',
    assignee: 'TE',
  }),
  form_refused: notice('The provider refused the order form', 'provider-update', {
    requester: 'TE',
    assignee: 'TE',
  }),
  failed: notice('Failed at the provider', 'provider-update', { requester: 'TE', assignee: 'TE' }),
  install_scheduled: notice('Install scheduled', 'install-scheduled', {
    requester: 'TE',
    assignee: 'TE',
  }),
  date_revised: notice('Install date moved', 'install-scheduled', {
    requester: 'TE',
    assignee: 'TE',
  }),
  jeopardy: notice('The date is at risk', 'provider-update', {
    requester: 'TE',
    assignee: 'TE',
  }),
  activated: notice('Circuit activated', 'completed', { requester: 'TE', assignee: 'T' }),
  cancel_requested: notice('Cancellation requested from the provider', 'provider-update', {
    requester: 'T',
  }),
  cancel_declined: notice('The provider declined the cancellation', 'provider-update', {
    requester: 'T',
  }),
  cancelled: notice('Cancelled', 'provider-update', {
    requester: 'TE',
    approver: 'T',
    assignee: 'TE',
  }),
  withdrawn: notice('Withdrawn', 'provider-update', {
    requester: 'TE',
    approver: 'T',
    assignee: 'TE',
  }),
  needs_attention: notice('Needs attention', 'ask', { assignee: 'TE' }),
} as const satisfies Record<string, NoticeRow>;

export type Happening = keyof typeof NOTICES;

export function noticeRow(happening: Happening): NoticeRow {
  return NOTICES[happening];
}

export function isHappening(text: string): text is Happening {
  return Object.hasOwn(NOTICES, text);
}
