import type { AttentionCause } from '../domain/order/stages';

/** Why someone has to look at an order, as a sentence for its page. */
export const CAUSES: Readonly<Record<AttentionCause, string>> = {
  provider_rejected: 'The provider rejected the order.',
  provider_form_refused: 'The provider refused the form as it was sent.',
  provider_unreachable: 'The provider cannot be reached; sending is tried again.',
  provider_unknown_state: 'The provider reports a state we do not know.',
  provider_several_orders: 'The provider has several orders with our number.',
  provider_other_order_found: 'The provider has another order for this circuit.',
  provider_no_date: 'The provider accepted without a date.',
  provider_partial: 'The provider delivers only a part.',
  provider_cancelling: 'The provider is cancelling the order.',
  provider_inventory_differs: 'What the provider delivered differs from the order.',
  servicenow_unreachable: 'ServiceNow cannot be reached; the task is written later.',
  servicenow_partial_write: 'ServiceNow took only a part of the task.',
  servicenow_refused: 'ServiceNow refused the task.',
  servicenow_edited: 'Someone changed a field of the task in ServiceNow.',
  mail_unreachable: 'The mail server cannot be reached; mails are sent later.',
  mail_undeliverable: 'A mail about this order could not be delivered.',
  teams_unreachable: 'Teams cannot be reached; cards are sent later.',
  internal: 'A step of ours failed; an administrator can try it again.',
};
