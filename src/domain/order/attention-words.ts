import type { AttentionCause } from './stages';

/** Why someone has to look, after "Needs attention:". */
export const ATTENTION_WORDS: Readonly<Record<AttentionCause, string>> = {
  provider_rejected: 'the provider rejected the order',
  provider_form_refused: 'the provider refused the order form',
  provider_unreachable: 'the provider does not answer',
  provider_unknown_state: 'the provider reports a state we do not know',
  provider_several_orders: 'the provider holds several orders under this number',
  provider_other_order_found: 'the provider holds another order under this number',
  provider_no_date: 'the provider has not committed to a date',
  provider_partial: 'the provider delivers only a part',
  provider_cancelling: 'the provider is cancelling the order',
  provider_inventory_differs: 'the provider’s inventory differs from the order',
  servicenow_unreachable: 'ServiceNow does not answer',
  servicenow_partial_write: 'ServiceNow did not take every field',
  servicenow_refused: 'ServiceNow refused a change',
  servicenow_edited: 'someone edited our fields in ServiceNow',
  mail_unreachable: 'mails about it cannot be sent',
  mail_undeliverable: 'a mail could not be delivered',
  teams_unreachable: 'Teams does not take its cards',
  internal: 'a fault on our side',
};

/** What comes next without anyone, or who can help; the page of the order has room for it. */
const NEXT: Partial<Record<AttentionCause, string>> = {
  provider_unreachable: 'sending is tried again',
  servicenow_unreachable: 'the task is written later',
  servicenow_edited: 'setting the task’s state back there settles it',
  mail_unreachable: 'they are sent later',
  teams_unreachable: 'they are sent later',
  internal: 'an administrator can try it again',
};

/** The same with what comes next: "ServiceNow does not answer; the task is written later". */
export function attentionNote(cause: AttentionCause): string {
  const next = NEXT[cause];
  return next === undefined ? ATTENTION_WORDS[cause] : `${ATTENTION_WORDS[cause]}; ${next}`;
}
