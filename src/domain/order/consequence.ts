import { actionRow, type ActionName } from './actions';
import { isBeforeSending, type Stage } from './stages';

/** What an action will do to an order where it stands now; null: done at once, with undo. */
export function consequenceOf(
  action: ActionName,
  { stage, sending }: { stage: Stage; sending: boolean },
): string | null {
  if (action !== 'cancel') return actionRow(action).consequence;
  if (sending) {
    return 'The order is being sent. If the provider has it, the provider is asked to cancel.';
  }
  if (isBeforeSending(stage)) return 'The order is withdrawn; nothing was sent.';
  if (stage === 'rejected_by_provider') {
    return 'The provider rejected the order; it ends as cancelled.';
  }
  return 'The provider is asked to cancel; the order ends once the provider confirms.';
}
