import type { BoardAnswer, TransitionsAnswer } from '../../api/answers';
import { ACTION_NAMES, type ActionName } from '../../domain/order/actions';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { TEXTS } from '../texts';
import { splitReason } from '../words/split-reason';
import type { BoardRow } from './board-state';

/** What a column says to one order: it is there, an action leads there, or why none does. */
export type DropCue =
  | { kind: 'own' }
  | { kind: 'legal'; action: ActionName; label: string; consequence: string | null }
  | { kind: 'denied'; rule: string; wayForward: string; reason: string };

type Exact = Pick<TransitionsAnswer, 'columns' | 'actions'>;

export type DropCues = Readonly<Record<Status, DropCue>>;

/**
 * The cues of all columns for one order. The API's exact answer counts where it is there; until
 * then the row's own action set does, which came with the board.
 */
export function dropCues(
  row: Pick<BoardRow, 'status' | 'offers'>,
  actions: BoardAnswer['actions'],
  exact: Exact | undefined,
): DropCues {
  const cue = (status: Status): DropCue => {
    if (status === row.status) return { kind: 'own' };
    const { action, allowed, reason } =
      exact?.columns[status] ?? guess(status, row.offers, actions);
    if (allowed && action !== null) {
      // What it does to this order, once the API has said so; until then what it does to any.
      const said = exact?.actions.find((one) => one.action === action);
      const { label, consequence } = said ?? actions[action];
      return { kind: 'legal', action, label, consequence };
    }
    const text = reason ?? TEXTS.move.noWay;
    return { kind: 'denied', ...splitReason(text), reason: text };
  };
  return Object.fromEntries(STATUS_NAMES.map((status) => [status, cue(status)])) as DropCues;
}

function guess(status: Status, offers: BoardRow['offers'], actions: BoardAnswer['actions']) {
  const candidates = ACTION_NAMES.filter((name) => actions[name].column === status);
  const action = candidates.find((name) => offers?.[name].allowed === true) ?? null;
  const denied = candidates.map((name) => offers?.[name].reason ?? null);
  return { action, allowed: action !== null, reason: denied.find((text) => text !== null) ?? null };
}

export function countLegal(cues: DropCues): number {
  return STATUS_NAMES.filter((status) => cues[status].kind === 'legal').length;
}

/** What else may be done with the order where it stands. */
export function otherActions(
  offers: BoardRow['offers'],
  actions: BoardAnswer['actions'],
): ActionName[] {
  return ACTION_NAMES.filter(
    (name) =>
      offers?.[name].allowed === true &&
      actions[name].column === null &&
      !actions[name].asks.includes('fields'),
  );
}
