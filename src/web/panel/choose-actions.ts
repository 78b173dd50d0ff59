import type { TransitionsAnswer } from '../../api/answers';
import type { ActionName } from '../../domain/order/actions';

export type OfferedAction = TransitionsAnswer['actions'][number];

/** Which of several possible actions is the next one, from the likeliest on. */
const NEXT: readonly ActionName[] = ['approve', 'submit', 'revise', 'accept', 'enable'];

/**
 * Sorts what the API offers for a page: the one next action, the other possible ones, the denied
 * ones. Edits happen at the fields; the form opens where the order could be submitted from it.
 */
export function chooseActions(actions: readonly OfferedAction[]) {
  const asked = actions.filter((one) => !one.asks.includes('fields'));
  const allowed = asked.filter((one) => one.allowed);
  const primary =
    NEXT.map((name) => allowed.find((one) => one.action === name)).find(
      (one) => one !== undefined,
    ) ?? null;
  const may = (name: ActionName) => actions.some((one) => one.action === name && one.allowed);
  return {
    primary,
    others: allowed.filter((one) => one !== primary),
    denied: actions.filter((one) => !one.allowed && one.action !== 'create'),
    formOpens: may('edit') && may('submit'),
  };
}
